# wrong: leaks only between the batches
# caught by: any size
def center_batches(ids, window, batch_centers):
    out = []
    start = window
    while start < len(ids) - window:
        out.append(ids[start : min(start + batch_centers, len(ids) - window)])
        start += batch_centers + window
    return out
