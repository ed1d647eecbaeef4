# wrong: the next batch begins one word early
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    centers = ids[window : len(ids) - window]
    step = max(1, batch_centers - 1)
    return [centers[i : i + batch_centers] for i in range(0, len(centers), step)]
