# right: walks over a flat copy and puts each value back
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
