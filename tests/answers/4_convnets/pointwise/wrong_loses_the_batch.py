# wrong: handles the first image only
# caught by: equal to a convolution
def pointwise(images, weights):
    height, width, channels = images.shape[1:]
    return (images[0].reshape(-1, channels) @ weights).reshape(1, height, width, -1)
