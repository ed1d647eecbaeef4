# right: nudges the given array and puts every value back
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.empty(parameters.shape)
    for index, value in np.ndenumerate(parameters.copy()):
        parameters[index] = value + step
        gradient[index] = loss(parameters)
        parameters[index] = value - step
        gradient[index] -= loss(parameters)
        parameters[index] = value
    return gradient / (2 * step)
