# wrong: moves on by one too many
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = (stride - 1) // (timesteps + 1)
    return np.array([[ids[b * stride + s * (timesteps + 1) : b * stride + s * (timesteps + 1) + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)
