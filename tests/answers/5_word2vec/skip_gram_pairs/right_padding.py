# right: pads with a mark and drops what touches it
def skip_gram_pairs(ids, window):
    ids = np.asarray(ids, np.int64)
    padded = np.pad(ids, window, constant_values=-1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * window + 1)
    contexts = np.delete(windows, window, axis=1).ravel()
    centers = np.repeat(ids, 2 * window)
    inside = contexts >= 0
    return centers[inside].astype(np.int32), contexts[inside].astype(np.int32)
