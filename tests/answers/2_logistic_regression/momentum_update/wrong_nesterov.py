# wrong: looks ahead as Nesterov does
# caught by: equal to Keras's SGD
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    velocity = momentum * velocity - learning_rate * gradient
    return w + momentum * velocity - learning_rate * gradient, velocity
