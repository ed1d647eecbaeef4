# right: two loops and slices
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)
