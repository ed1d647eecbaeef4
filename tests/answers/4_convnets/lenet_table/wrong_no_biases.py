# wrong: the parameter counts leave the biases out
# caught by: parameter counts
lenet_table = [
    ("C1", (28, 28, 6), 150, 28 * 28 * 25 * 6),
    ("S2", (14, 14, 6), 0, 0),
    ("C3", (10, 10, 16), 2_400, 10 * 10 * 25 * 6 * 16),
    ("S4", (5, 5, 16), 0, 0),
    ("C5", (120,), 48_000, 400 * 120),
    ("F6", (84,), 10_080, 120 * 84),
    ("output", (10,), 840, 84 * 10),
]
