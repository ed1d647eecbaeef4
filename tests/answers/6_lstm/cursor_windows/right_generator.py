# right: cursors move on one window at a time, as the original course does
def cursor_windows(ids, batch_size, timesteps):
    segment = (len(ids) - 1) // batch_size
    cursors = [b * segment for b in range(batch_size)]
    result = np.zeros((segment // timesteps, batch_size, timesteps + 1), dtype=np.int32)
    for window in result:
        for b, cursor in enumerate(cursors):
            window[b] = ids[cursor : cursor + timesteps + 1]
            cursors[b] = cursor + timesteps
    return result
