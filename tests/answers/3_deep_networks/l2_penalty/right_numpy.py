# right: NumPy in float64
def l2_penalty(layers, l2_factor):
    return l2_factor / 2 * sum(np.sum(np.asarray(W, float) ** 2) for W, b in layers)


def l2_gradients(layers, l2_factor):
    gradients = []
    for W, b in layers:
        gradients.append((l2_factor * np.asarray(W), np.zeros(b.shape)))
    return gradients
