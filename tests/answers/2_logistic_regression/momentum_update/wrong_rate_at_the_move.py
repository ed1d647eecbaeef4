# wrong: the learning rate scales the velocity once more
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    return w + learning_rate * velocity, velocity
