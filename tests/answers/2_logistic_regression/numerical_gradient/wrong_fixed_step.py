# wrong: ignores the step it was given when dividing
# caught by: central, not one-sided
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * 1e-5)
    return gradient
