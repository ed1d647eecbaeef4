# right: float32, the new w first
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    w, v, g = (np.float32(value) for value in (w, velocity, gradient))
    new_w = w + momentum * v - learning_rate * g
    return new_w, momentum * v - learning_rate * g
