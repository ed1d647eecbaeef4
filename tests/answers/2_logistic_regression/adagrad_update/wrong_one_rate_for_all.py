# wrong: one accumulated number for all weights
# caught by: equal to Keras's Adagrad
def adagrad_update(w, accumulator, gradient, learning_rate, epsilon=1e-7):
    accumulator = accumulator + np.mean(gradient**2)
    return w - learning_rate * gradient / np.sqrt(accumulator + epsilon), accumulator
