# right: works in place, on copies
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    w, accumulator = np.array(w), np.array(accumulator)
    accumulator += np.square(gradient)
    w -= learning_rate * gradient * (accumulator + epsilon) ** -0.5
    return w, accumulator
