# wrong: lower minus upper
# caught by: a parabola
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        gradient[index] = (loss(parameters - nudge) - loss(parameters + nudge)) / (2 * step)
    return gradient
