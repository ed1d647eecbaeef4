# wrong: every word is a center, the ends too
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    return [ids[i : i + batch_centers] for i in range(0, len(ids), batch_centers)]
