# wrong: adds a ReLU that nobody asked for
# caught by: equal to a convolution
def pointwise(images, weights):
    return np.maximum(images @ weights, 0)
