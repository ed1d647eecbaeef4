# wrong: returns the velocity first
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    return velocity, w + velocity
