# wrong: adds an empty batch at the end
# caught by: no empty batch
def center_batches(ids, window, batch_centers):
    c = ids[window : len(ids) - window]
    return [c[s : s + batch_centers] for s in range(0, len(c) + 1, batch_centers)]
