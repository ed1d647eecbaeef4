# wrong: adds up the gradients themselves
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator
