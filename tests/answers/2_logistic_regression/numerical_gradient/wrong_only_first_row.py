# wrong: walks over the first axis only
# caught by: one parameter at a time
def numerical_gradient(loss, parameters, step=1e-5):
    gradient = np.zeros_like(parameters)
    for i in range(len(parameters)):
        nudge = np.zeros_like(parameters)
        nudge[i] = step
        gradient[i] = (loss(parameters + nudge) - loss(parameters - nudge)) / (2 * step)
    return gradient
