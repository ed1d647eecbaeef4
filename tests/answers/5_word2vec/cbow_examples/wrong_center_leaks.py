# wrong: leaves the center in
# caught by: the center is not in its context
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    v = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    return v[:, :-1], v[:, window]
