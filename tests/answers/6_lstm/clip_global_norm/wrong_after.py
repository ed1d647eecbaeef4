# wrong: returns the length after clipping
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * min(1, max_norm / max(length, 1e-12)) for g in gradients], min(length, max_norm)
