# wrong: always uses 0.9
# caught by: no momentum is plain descent
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = 0.9 * velocity - learning_rate * gradient
    return w + velocity, velocity
