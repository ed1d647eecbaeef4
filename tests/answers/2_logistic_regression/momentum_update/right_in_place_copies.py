# right: in place on copies
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    w, velocity = np.array(w), np.array(velocity)
    velocity *= momentum
    velocity -= learning_rate * gradient
    w += velocity
    return w, velocity
