# wrong: divides by step instead of 2 * step
# caught by: a parabola
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / step
    return gradient
