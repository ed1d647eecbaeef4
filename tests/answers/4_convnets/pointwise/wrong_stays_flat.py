# wrong: returns the pixels as one long list
# caught by: one pixel
def pointwise(images, weights):
    return (images.reshape(-1, images.shape[-1]) @ weights)[:, None]
