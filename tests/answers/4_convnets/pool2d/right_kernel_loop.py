# right: compares shifted copies, returns a float32 tensor
def pool2d(images, size=2, stride=2, kind="max"):
    height = (images.shape[1] - size) // stride * stride + 1
    width = (images.shape[2] - size) // stride * stride + 1
    parts = [
        images[:, i : i + height : stride, j : j + width : stride]
        for i in range(size)
        for j in range(size)
    ]
    combined = np.maximum.reduce(parts) if kind == "max" else sum(parts) / size**2
    return tf.constant(combined, tf.float32)
