# right: word by word into a list that is emptied when full
def center_batches(ids, window, batch_centers):
    batches, batch = [], []
    for place in range(window, len(ids) - window):
        batch.append(ids[place])
        if len(batch) == batch_centers:
            batches.append(np.array(batch))
            batch = []
    if batch:
        batches.append(np.array(batch))
    return batches
