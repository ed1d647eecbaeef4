# wrong: loses the place of the pixels in the reshape
# caught by: equal to a convolution
def pointwise(images, weights):
    batch, height, width, channels = images.shape
    pixels = images.transpose(0, 2, 1, 3).reshape(-1, channels)
    return (pixels @ weights).reshape(batch, height, width, -1)
