# right: shifts the text against itself, then sorts by place
def skip_gram_pairs(ids, window):
    ids = np.asarray(ids)
    center, context = [], []
    for shift in range(1, min(window, len(ids) - 1) + 1):
        here = np.arange(len(ids) - shift)
        center += [here, here + shift]
        context += [here + shift, here]
    center, context = np.concatenate(center), np.concatenate(context)
    order = np.lexsort((context, center))
    return ids[center[order]].astype(np.int32), ids[context[order]].astype(np.int32)
