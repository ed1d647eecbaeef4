# wrong: returns a flat vector
# caught by: a matrix of parameters
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        nudge = np.zeros_like(parameters)
        nudge[index] = step
        change = loss(parameters + nudge) - loss(parameters - nudge)
        gradient[index] = change / (2 * step)
    return gradient.reshape(-1)
