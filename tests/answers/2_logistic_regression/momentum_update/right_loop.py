# right: element by element
def momentum_update(w, velocity, gradient, learning_rate, momentum=0.9):
    new_w, new_v = np.array(w, float), np.array(velocity, float)
    for i in np.ndindex(new_w.shape):
        new_v[i] = momentum * new_v[i] - learning_rate * gradient[i]
        new_w[i] += new_v[i]
    return new_w, new_v
