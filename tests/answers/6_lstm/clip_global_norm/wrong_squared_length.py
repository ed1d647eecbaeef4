# wrong: forgets the square root
# caught by: three, four, five
def clip_global_norm(gradients, max_norm):
    length = sum(np.sum(np.square(g)) for g in gradients)
    scale = min(1.0, max_norm / length) if length > 0 else 1.0
    return [g * scale for g in gradients], length
