# wrong: never puts a nudged parameter back
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    moved, gradient = np.array(parameters), np.zeros_like(parameters)
    for index in np.ndindex(parameters.shape):
        moved[index] += step
        above = loss(moved)
        moved[index] -= 2 * step
        gradient[index] = (above - loss(moved)) / (2 * step)
    return gradient
