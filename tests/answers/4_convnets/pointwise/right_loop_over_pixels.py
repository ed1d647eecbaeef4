# right: visits each pixel in a loop
def pointwise(images, weights):
    batch, height, width, _ = images.shape
    output = np.empty((batch, height, width, weights.shape[1]))
    for b in range(batch):
        for row in range(height):
            for column in range(width):
                output[b, row, column] = weights.T @ images[b, row, column]
    return output
