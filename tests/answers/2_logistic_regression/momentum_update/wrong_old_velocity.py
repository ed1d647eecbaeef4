# wrong: moves by the velocity of the step before
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    return w + velocity, momentum * velocity - learning_rate * gradient
