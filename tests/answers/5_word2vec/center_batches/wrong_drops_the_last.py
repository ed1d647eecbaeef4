# wrong: leaves out the short last batch
# caught by: batches are full
def center_batches(ids, window, batch_centers):
    span = batch_centers + 2 * window
    return [ids[s + window : s + window + batch_centers] for s in range(0, len(ids) - span + 1, batch_centers)]
