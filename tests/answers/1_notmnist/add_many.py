# %% right accumulate
# with np.add.accumulate over all steps
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

# %% right array_item
# adds in place in an array of one element
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

# %% right builtin_sum
# with the built-in sum over a repeated step
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

# %% right cumulative
# converts after each addition
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
        total = dtype(total + step)
    return float(total - start)

# %% right float_difference
# subtracts the rounded start after both are Python floats
def add_many(start, step, times, dtype):
    start, step = dtype(start), dtype(step)
    total = start
    for _ in range(times):
        total += step
    return float(total) - float(start)

# %% wrong fsum
# sums exactly, with math.fsum, and rounds at the end
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
    total = dtype(math.fsum([start] + [step] * times))
    return float(total - start)

# %% wrong ignores_dtype
# computes in Python floats
# caught by: 32 bits
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
    return float(total - start)

# %% wrong multiplies
# multiplies instead of adding
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
    start, step = dtype(start), dtype(step)
    total = start
    total = dtype(start + times * step)
    return float(total - start)

# %% wrong one_too_few
# adds one time less
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
    for _ in range(times - 1):
        total = total + step
    return float(total - start)

# %% wrong returns_total
# forgets to subtract the start
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
    return float(total)

# %% wrong rounded_result
# rounds the result to six digits, for show
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

# %% wrong rounds_last
# adds in 64 bits and rounds at the end
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

# %% wrong two_types_only
# knows float32 and takes everything else for 64 bits
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

# %% wrong step_not_rounded
# adds the step as it came and rounds only the sum
# caught by: any start and step
def add_many(start, step, times, dtype):
    start = dtype(start)
    total = start
    for _ in range(times):
        total = dtype(float(total) + step)
    return float(total - start)

# %% wrong start_not_rounded
# rounds the start only with the first sum, and subtracts it as it came
# caught by: any start and step
def add_many(start, step, times, dtype):
    total = start
    for _ in range(times):
        total = dtype(total + float(dtype(step)))
    return float(total) - start

# %% wrong rounded_in_float32
# rounds every sum to float32, whatever the type
# caught by: 64 bits
def add_many(start, step, times, dtype):
    start, step = np.float32(start), np.float32(step)
    total = start
    for _ in range(times):
        total = np.float32(total + step)
    return float(dtype(total) - dtype(start))

# %% wrong float32_inside
# adds in float32 where it is finer than the type, and rounds at the end
# caught by: any start and step
def add_many(start, step, times, dtype):
    inside = np.promote_types(dtype, np.float32).type
    start, step = dtype(start), dtype(step)
    total = inside(start)
    for _ in range(times):
        total = total + inside(step)
    return float(dtype(total) - start)

# %% wrong steps_first
# adds up all the steps, then adds them to the start
# caught by: any start and step
def add_many(start, step, times, dtype):
    total = dtype(0)
    for _ in range(times):
        total = total + dtype(step)
    return float(dtype(dtype(start) + total) - dtype(start))

# %% wrong never_above_zero
# takes it that nothing ever arrives
# caught by: 32 bits
def add_many(start, step, times, dtype):
    if dtype is np.float64:
        total = dtype(start)
        for _ in range(times):
            total = total + dtype(step)
        return float(total - dtype(start))
    return 0.0

# %% [markdown] equivalent
# start, step = (dtype(start), dtype(step))  ->  start, step = (dtype(start), step)
#     NumPy 2 rounds a Python number to the type of the other operand
# start, step = (dtype(start), dtype(step))  ->  start, step = (start, dtype(step))
#     NumPy 2 rounds a Python number to the type of the other operand
