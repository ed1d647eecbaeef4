# wrong: zero by zero
# caught by: zero gradients
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g / length * min(length, max_norm) for g in gradients], length
