# wrong: makes short ones longer
# caught by: short ones are left alone
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [g * max_norm / max(length, 1e-12) for g in gradients], length
