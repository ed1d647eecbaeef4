# wrong: divides all characters
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = len(ids) // batch_size - 1
    steps = stride // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)
