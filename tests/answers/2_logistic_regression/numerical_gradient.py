# %% right flat
# walks over a flat copy and puts each value back
def numerical_gradient(loss, parameters, step=1e-5):
    flat = np.array(parameters, dtype=float).reshape(-1)
    gradient = np.empty_like(flat)
    for i in range(flat.size):
        kept = flat[i]
        flat[i] = kept + step
        above = loss(flat.reshape(parameters.shape).copy())
        flat[i] = kept - step
        below = loss(flat.reshape(parameters.shape).copy())
        flat[i] = kept
        gradient[i] = (above - below) / 2 / step
    return gradient.reshape(parameters.shape)

# %% right identity_rows
# one row of the identity matrix for each nudge
def numerical_gradient(loss, parameters, step=1e-5):
    rows = step * np.eye(parameters.size).reshape(-1, *parameters.shape)
    slopes = [(float(loss(parameters + r)) - float(loss(parameters - r))) / (2 * step) for r in rows]
    return np.array(slopes).reshape(parameters.shape)

# %% right in_place_restored
# nudges the given array and puts every value back
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.empty(parameters.shape)
    for index, value in np.ndenumerate(parameters.copy()):
        parameters[index] = value + step
        gradient[index] = loss(parameters)
        parameters[index] = value - step
        gradient[index] -= loss(parameters)
        parameters[index] = value
    return gradient / (2 * step)

# %% right nditer
# nditer over the indices, Python floats
def numerical_gradient(loss, parameters, step=1e-5):
    slopes = {}
    walk = np.nditer(parameters, flags=["multi_index"])
    for value in walk:
        above, below = np.array(parameters, float), np.array(parameters, float)
        above[walk.multi_index] = value + step
        below[walk.multi_index] = value - step
        slopes[walk.multi_index] = (loss(above) - loss(below)) / (2 * step)
    return np.array(list(slopes.values())).reshape(parameters.shape)

# %% right recursion_free_loop
# unravels a running number into an index
def numerical_gradient(loss, parameters, step=1e-5):
    slopes = []
    for number in range(parameters.size):
        index = np.unravel_index(number, parameters.shape)
        up, down = parameters.copy(), parameters.copy()
        up[index], down[index] = up[index] + step, down[index] - step
        slopes.append((loss(up) - loss(down)) / (up[index] - down[index]))
    return np.reshape(slopes, parameters.shape)

# %% wrong all_at_once
# nudges all parameters together
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[:] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * step)
    return gradient

# %% wrong fixed_step
# ignores the step it was given when dividing
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * 1e-5)
    return gradient

# %% wrong flat_result
# returns a flat vector
# caught by: a matrix of parameters
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * step)
    return gradient.reshape(-1)

# %% wrong missing_two
# divides by step instead of 2 * step
# caught by: a parabola
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / step
    return gradient

# %% wrong nudge_left_behind
# never puts a nudged parameter back
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    moved, gradient = np.array(parameters), np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        moved[index] += step
        above = loss(moved)
        moved[index] -= 2 * step
        gradient[index] = (above - loss(moved)) / (2 * step)
    return gradient

# %% wrong one_sided
# a forward difference
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters)
        gradient[index] = change / step
    return gradient

# %% wrong only_first_row
# walks over the first axis only
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for i in range(len(parameters)):
        nudge = np.zeros_like(parameters)
        nudge[i] = step
        gradient[i] = (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient

# %% wrong sign
# lower minus upper
# caught by: a parabola
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = (loss(parameters - nudge) - loss(parameters + nudge)) / (2 * step)
    return gradient

# %% wrong ignores_step
# always nudges by 1e-5
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    step = 1e-5
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient

# %% wrong half_step
# nudges by half a step each way
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step / 2
        gradient[index] = (loss(parameters + nudge) - loss(parameters - nudge)) / step
    return gradient

# %% wrong coarse_default
# nudges by a thousandth when no step is given
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-3):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient

# %% wrong backward
# a backward difference
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = (loss(parameters) - loss(parameters - nudge)) / step
    return gradient

# %% wrong array_not_restored
# nudges the given array and leaves it lowered
# caught by: a matrix of parameters
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        kept = parameters.copy()
        parameters[index] += step
        above = loss(parameters)
        parameters[index] -= 2 * step
        gradient[index] = (above - loss(parameters)) / (2 * step)
        if index != tuple(n - 1 for n in parameters.shape):
            parameters[...] = kept
    return gradient

# %% wrong relative_step
# nudges large parameters by more
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step * max(1.0, 10 * abs(parameters[index]))
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * nudge[index])
    return gradient

# %% wrong two_axes_only
# walks over rows and columns
# caught by: a parabola
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for i in range(parameters.shape[0]):
        for j in range(parameters.shape[1]):
            nudge = np.zeros_like(parameters)
            nudge[i, j] = step
            gradient[i, j] = (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient

# %% wrong last_axis_missing
# walks over two axes at most
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape[:2]):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient

# %% wrong absolute
# forgets the direction
# caught by: a parabola
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = abs(loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient

# %% wrong drifting_parameters
# adds, subtracts twice and adds, which does not always come back
# caught by: a matrix of parameters
def numerical_gradient(loss, parameters, step=1e-5):
    result = np.zeros_like(parameters)
    for place in np.ndindex(parameters.shape):
        parameters[place] += step
        up = loss(parameters)
        parameters[place] -= 2 * step
        down = loss(parameters)
        parameters[place] += step
        result[place] = (up - down) / (2 * step)
    return result

# %% wrong loss_of_a_flat_array
# asks the loss with a vector
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    flat = np.array(parameters, np.float64).ravel()
    result = np.zeros(flat.size)
    for i in range(flat.size):
        old = flat[i]
        flat[i] = old + step
        up = loss(flat)
        flat[i] = old - step
        result[i] = (up - loss(flat)) / (2 * step)
        flat[i] = old
    return result.reshape(parameters.shape)

# %% [markdown] equivalent
# gradient = np.zeros_like(parameters)  ->  gradient = np.ones_like(parameters)
#     every element is overwritten
