# wrong: scales the gradient by 1 - momentum
# caught by: two steps by hand
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - (1 - momentum) * learning_rate * gradient
    return w + velocity, velocity
