# wrong: cursors stand side by side
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    steps = (len(ids) - 1) // batch_size // timesteps
    w = np.array([ids[k * timesteps : k * timesteps + timesteps + 1] for k in range(steps * batch_size)], np.int32)
    return w.reshape(steps, batch_size, timesteps + 1)
