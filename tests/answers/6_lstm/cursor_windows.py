# %% right generator
# cursors move on one window at a time, as the original course does
def cursor_windows(ids, batch_size, timesteps):
    segment = (len(ids) - 1) // batch_size
    cursors = [b * segment for b in range(batch_size)]
    result = np.zeros((segment // timesteps, batch_size, timesteps + 1), dtype=np.int32)
    for window in result:
        for b, cursor in enumerate(cursors):
            window[b] = ids[cursor : cursor + timesteps + 1]
            cursors[b] = cursor + timesteps
    return result

# %% right loops
# two loops and slices
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)

# %% right reshape
# rows of the text, cut into steps, the next character joined on
def cursor_windows(ids, batch_size, timesteps):
    ids = np.asarray(ids)
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    rows = [ids[b * stride : b * stride + steps * timesteps + 1] for b in range(batch_size)]
    rows = np.stack(rows)
    windows = [rows[:, s * timesteps : (s + 1) * timesteps + 1] for s in range(steps)]
    return np.array(windows, np.int32).reshape(steps, batch_size, timesteps + 1)

# %% right sliding
# sliding windows, then picked
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    views = np.lib.stride_tricks.sliding_window_view(np.asarray(ids, np.int32), timesteps + 1)
    places = np.arange(batch_size)[None] * stride + np.arange(steps)[:, None] * timesteps
    return views[places]

# %% wrong batch_first
# batch axis first
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    return np.swapaxes(np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32), 0, 1)

# %% wrong jumps
# moves on by one too many
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = (stride - 1) // (timesteps + 1)
    return np.array([[ids[b * stride + s * (timesteps + 1) : b * stride + s * (timesteps + 1) + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)

# %% wrong moves_by_one
# each window moves on by a single character
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    starts = np.arange(steps)[:, None, None] + np.arange(batch_size)[:, None] * stride
    return np.asarray(ids, np.int32)[starts + np.arange(timesteps + 1)]

# %% wrong neighbors
# cursors stand side by side
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    steps = (len(ids) - 1) // batch_size // timesteps
    w = np.array([ids[k * timesteps : k * timesteps + timesteps + 1] for k in range(steps * batch_size)], np.int32)
    return w.reshape(steps, batch_size, timesteps + 1)

# %% wrong no_overlap
# windows do not share a character
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps] for b in range(batch_size)] for s in range(steps)], np.int32)

# %% wrong one_step_short
# leaves out the last window
# caught by: the very last character
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = (stride - 1) // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)

# %% wrong stride_of_all
# divides all characters
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = len(ids) // batch_size - 1
    steps = stride // timesteps
    return np.array([[ids[b * stride + s * timesteps : b * stride + s * timesteps + timesteps + 1] for b in range(batch_size)] for s in range(steps)], np.int32)

# %% wrong too_short
# windows without the label of the last step
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    starts = np.arange(steps)[:, None, None] * timesteps + np.arange(batch_size)[:, None] * stride
    return np.asarray(ids, np.int32)[starts + np.arange(timesteps)]

# %% wrong floats
# the windows are floats
# caught by: thirteen characters
def cursor_windows(ids, batch_size, timesteps):
    stride = (len(ids) - 1) // batch_size
    steps = stride // timesteps
    windows = np.zeros((steps, batch_size, timesteps + 1))
    for s in range(steps):
        for b in range(batch_size):
            first = b * stride + s * timesteps
            windows[s, b] = ids[first : first + timesteps + 1]
    return windows

# %% wrong one_byte_ids
# cuts the windows from ids of one byte
# caught by: any size
def cursor_windows(ids, batch_size, timesteps):
    ids = np.asarray(ids).astype(np.uint8)  # saves memory while windows are cut
    span = (len(ids) - 1) // batch_size
    steps = np.arange(span // timesteps)[:, None, None] * timesteps
    starts = np.arange(batch_size)[:, None] * span
    return ids[steps + starts + np.arange(timesteps + 1)].astype(np.int32)
