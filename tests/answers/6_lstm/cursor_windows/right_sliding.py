# right: sliding windows, then picked
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    views = np.lib.stride_tricks.sliding_window_view(np.asarray(ids, np.int32), timesteps + 1)
    places = np.arange(batch_size)[None] * stride + np.arange(steps)[:, None] * timesteps
    return views[places]
