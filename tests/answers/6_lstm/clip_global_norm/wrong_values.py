# wrong: clips values
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.sqrt(sum((g**2).sum() for g in gradients))
    return [np.clip(g, -max_norm, max_norm) for g in gradients], length
