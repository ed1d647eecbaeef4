# right: adds in place in an array of one element
def add_many(start, step, times, dtype):
    """Add `step` to `start` again and again, rounding each sum to `dtype`.

    Args:
        start, step: numbers.
        times: int, how many additions.
        dtype: np.float16, np.float32 or np.float64.

    Returns:
        float, the total minus the start.
    """
    start, step = dtype(start), dtype(step)
    total = np.full((), start, dtype)
    for _ in range(times):
        total += step
    return float(total - start)
