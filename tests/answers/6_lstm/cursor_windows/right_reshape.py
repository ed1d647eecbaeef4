# right: rows of the text, cut into steps, the next character joined on
def cursor_windows(ids, batch_size, timesteps):
    ids = np.asarray(ids)
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    rows = [ids[b * stride : b * stride + steps * timesteps + 1] for b in range(batch_size)]
    rows = np.stack(rows)
    windows = [rows[:, s * timesteps : (s + 1) * timesteps + 1] for s in range(steps)]
    return np.array(windows, np.int32).reshape(steps, batch_size, timesteps + 1)
