# wrong: divides by the sum before this gradient
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    step = learning_rate * gradient / np.sqrt(accumulator + epsilon)
    return w - step, accumulator + gradient**2
