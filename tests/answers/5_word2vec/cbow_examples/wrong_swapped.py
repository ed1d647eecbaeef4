# wrong: centers first, contexts second
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    return windows[:, window].copy(), np.delete(windows, window, axis=1)
