# wrong: adds the norms
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = sum(np.linalg.norm(g) for g in gradients)
    return [g * min(1, max_norm / max(length, 1e-12)) for g in gradients], length
