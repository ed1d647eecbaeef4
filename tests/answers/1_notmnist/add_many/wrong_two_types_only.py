# wrong: knows float32 and takes everything else for 64 bits
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
    if dtype is np.float32:
        start, step = np.float32(start), np.float32(step)
    total = start
    for _ in range(times):
        total = total + step
    return float(total - start)
