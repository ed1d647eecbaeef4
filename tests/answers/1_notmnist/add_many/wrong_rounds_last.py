# wrong: adds in 64 bits and rounds at the end
# caught by: any start and step
def add_many(start, step, times, dtype):
    """Add `step` to `start` again and again, rounding each sum to `dtype`.

    Args:
        start, step: numbers.
        times: int, how many additions.
        dtype: np.float16, np.float32 or np.float64.

    Returns:
        float, the total minus the start.
    """
    start, step = float(start), float(step)
    total = start
    for _ in range(times):
        total = total + step
    return float(dtype(total) - dtype(start))
