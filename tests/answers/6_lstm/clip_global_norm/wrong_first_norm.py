# wrong: the length of the first gradient only
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = np.linalg.norm(gradients[0])
    scale = min(1.0, max_norm / length) if length > 0 else 1.0
    return [g * scale for g in gradients], length
