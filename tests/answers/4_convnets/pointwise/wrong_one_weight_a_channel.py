# wrong: scales each channel by itself and adds them all, the same for every filter
# caught by: one pixel
def pointwise(images, weights):
    mixed = (images * weights.sum(axis=1)).sum(axis=3, keepdims=True)
    return np.repeat(mixed, weights.shape[1], axis=3)
