# right: lists inside a tuple, NumPy shapes, float counts
lenet_table = (
    ["C1", np.array([28, 28, 6]), 156.0, 28**2 * 150.0],
    ["S2", np.array([14, 14, 6]), 0.0, 0.0],
    ["C3", np.array([10, 10, 16]), 2416.0, 10**2 * 2400.0],
    ["S4", np.array([5, 5, 16]), 0.0, 0.0],
    ["C5", np.array([120]), 48120.0, 48000.0],
    ["F6", np.array([84]), 10164.0, 10080.0],
    ["output", np.array([10]), 850.0, 840.0],
)
