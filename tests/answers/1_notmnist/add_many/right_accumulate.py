# right: with np.add.accumulate over all steps
def add_many(start, step, times, dtype):
    """Add `step` to `start` again and again, rounding each sum to `dtype`.

    Args:
        start, step: numbers.
        times: int, how many additions.
        dtype: np.float16, np.float32 or np.float64.

    Returns:
        float, the total minus the start.
    """
    steps = np.full(times + 1, step, dtype)
    steps[0] = start
    sums = np.add.accumulate(steps)  # each sum is stored in `dtype`
    return float(sums[-1] - sums[0])
