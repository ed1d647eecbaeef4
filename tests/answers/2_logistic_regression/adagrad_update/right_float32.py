# right: everything in float32, the rate of each weight first
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, a, g = (np.float32(value) for value in (w, accumulator, gradient))
    a = a + g * g
    rates = np.float32(learning_rate) / np.sqrt(a + np.float32(epsilon))
    return w - rates * g, a
