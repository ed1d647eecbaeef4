# wrong: leaves out the last window
# caught by: the very last character
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = (stride - 1) // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)
