# wrong: the original bug
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    span = batch_centers + 2 * window
    return [ids[s + window : s + window + batch_centers] for s in range(0, len(ids) - span + 1, span)]
