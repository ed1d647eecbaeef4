# wrong: windows without the label of the last step
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    starts = np.arange(steps)[:, None, None] * timesteps + np.arange(batch_size)[:, None] * stride
    return np.asarray(ids, np.int32)[starts + np.arange(timesteps)]
