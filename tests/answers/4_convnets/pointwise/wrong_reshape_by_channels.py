# wrong: cuts the memory into channels as if they came first
# caught by: equal to a convolution
def pointwise(images, weights):
    batch, height, width, channels = images.shape
    flat = images.reshape(channels, -1).T
    return (flat @ weights).reshape(batch, height, width, -1)
