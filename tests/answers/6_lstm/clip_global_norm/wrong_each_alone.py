# wrong: clips each gradient on its own
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * min(1, max_norm / max(np.linalg.norm(g), 1e-12)) for g in gradients], length
