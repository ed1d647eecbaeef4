# wrong: fills the ends with zeros
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(ids, window), 2 * window + 1)
    return np.delete(windows, window, axis=1), ids
