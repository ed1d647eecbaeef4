# right: divides by the larger of length and limit, as TensorFlow does
def clip_global_norm(gradients, max_norm):
    squares = 0.0
    for gradient in gradients:
        squares += float(np.sum(gradient**2))
    length = squares**0.5
    return [gradient * (max_norm / max(length, max_norm)) for gradient in gradients], length
