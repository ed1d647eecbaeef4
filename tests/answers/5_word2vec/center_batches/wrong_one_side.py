# wrong: margin on the left only
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    return [ids[s : s + batch_centers] for s in range(window, len(ids), batch_centers)]
