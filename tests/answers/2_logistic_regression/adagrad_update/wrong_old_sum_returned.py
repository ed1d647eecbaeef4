# wrong: returns the accumulator as it was
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    new = accumulator + gradient**2
    return w - learning_rate * gradient / np.sqrt(new + epsilon), accumulator
