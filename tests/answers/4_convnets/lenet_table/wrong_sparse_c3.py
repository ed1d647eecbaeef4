# wrong: the 1,516 parameters of the paper's sparse C3
# caught by: parameter counts
lenet_table = [
    ("C1", (28, 28, 6), 156, 117_600),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 1_516, 240_000),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_120, 48_000),
    ("F6", (84,), 10_164, 10_080),
    ("output", (10,), 850, 840),
]
