# right: with the built-in sum over a repeated step
def add_many(start, step, times, dtype):
    """Add `step` to `start` again and again, rounding each sum to `dtype`.

    Args:
        start, step: numbers.
        times: int, how many additions.
        dtype: np.float16, np.float32 or np.float64.

    Returns:
        float, the total minus the start.
    """
    import itertools

    start = dtype(start)
    total = sum(itertools.repeat(dtype(step), times), start)
    return float(total - start)
