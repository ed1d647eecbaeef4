# right: np.unique and lexsort
def build_vocabulary(words, min_count):
    if not len(words):
        return ["UNK"]
    names, counts = np.unique(words, return_counts=True)
    order = np.lexsort((names, -counts))
    return ["UNK"] + [str(names[i]) for i in order if counts[i] >= min_count]
