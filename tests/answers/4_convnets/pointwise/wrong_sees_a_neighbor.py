# wrong: subtracts the mean over the image first
# caught by: no pixel sees another
def pointwise(images, weights):
    return (images - images.mean(axis=(1, 2), keepdims=True)) @ weights
