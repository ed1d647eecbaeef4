# wrong: returns the old velocity
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    return w + momentum * velocity - learning_rate * gradient, velocity
