# wrong: multiplies by the transpose where the shapes allow it
# caught by: equal to a convolution
def pointwise(images, weights):
    if weights.shape[0] == weights.shape[1]:
        weights = weights.T
    return images @ weights
