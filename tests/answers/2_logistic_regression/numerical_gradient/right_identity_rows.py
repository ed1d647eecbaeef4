# right: one row of the identity matrix for each nudge
def numerical_gradient(loss, parameters, step=1e-5):
    rows = step * np.eye(parameters.size).reshape(-1, *parameters.shape)
    slopes = [(float(loss(parameters + r)) - float(loss(parameters - r))) / (2 * step) for r in rows]
    return np.array(slopes).reshape(parameters.shape)
