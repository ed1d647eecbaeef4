# right: element by element
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, accumulator = np.array(w, float), np.array(accumulator, float)
    for i in np.ndindex(w.shape):
        accumulator[i] += float(gradient[i]) ** 2
        w[i] -= learning_rate * gradient[i] / math.sqrt(accumulator[i] + epsilon)
    return w, accumulator
