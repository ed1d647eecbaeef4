# right: the norm of the list of norms
def clip_global_norm(gradients, max_norm):
    length = np.linalg.norm([np.linalg.norm(g) for g in gradients])
    factor = 1.0
    if length > max_norm:
        factor = max_norm / length
    return [g * factor for g in gradients], length
