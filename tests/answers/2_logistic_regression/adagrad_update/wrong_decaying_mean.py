# wrong: a running mean of the squares, which is RMSprop
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = 0.9 * accumulator + 0.1 * gradient**2
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator
