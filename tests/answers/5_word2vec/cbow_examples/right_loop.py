# right: word by word
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    places = range(window, len(ids) - window)
    rows = [np.concatenate([ids[i - window : i], ids[i + 1 : i + window + 1]]) for i in places]
    return np.array(rows), ids[window : len(ids) - window]
