# right: nditer over the indices, Python floats
def numerical_gradient(loss, parameters, step=1e-5):
    slopes = {}
    walk = np.nditer(parameters, flags=["multi_index"])
    for value in walk:
        above, below = np.array(parameters, float), np.array(parameters, float)
        above[walk.multi_index] = value + step
        below[walk.multi_index] = value - step
        slopes[walk.multi_index] = (loss(above) - loss(below)) / (2 * step)
    return np.array(list(slopes.values())).reshape(parameters.shape)
