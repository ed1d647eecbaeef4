# right: one number at a time with Python's max and sum
def pool2d(images, size=2, stride=2, kind="max"):
    batch, height, width, channels = images.shape
    output = []
    for b in range(batch):
        image = []
        for top in range(0, height - size + 1, stride):
            line = []
            for left in range(0, width - size + 1, stride):
                windows = [
                    [float(images[b, top + i, left + j, c]) for i in range(size) for j in range(size)]
                    for c in range(channels)
                ]
                line.append([max(w) if kind == "max" else sum(w) / len(w) for w in windows])
            image.append(line)
        output.append(image)
    return np.array(output)
