# wrong: divides by the sum itself
# caught by: two steps by hand
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + gradient**2
    return w - learning_rate * gradient / (accumulator + epsilon), accumulator
