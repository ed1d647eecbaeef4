# right: one long vector
def clip_global_norm(gradients, max_norm):
    flat = np.concatenate([np.ravel(g) for g in gradients])
    length = np.linalg.norm(flat)
    return [g / max(1.0, length / max_norm) for g in gradients], length
