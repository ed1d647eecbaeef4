# wrong: rounds the result to six digits, for show
# caught by: 64 bits
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
    total = start
    for _ in range(times):
        total = total + step
    return round(float(total - start), 6)
