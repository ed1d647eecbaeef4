# right: the given function with its two slips mended
def center_batches(ids, window, batch_centers):
    batches = []
    first = window
    while first < len(ids) - window:
        last = min(first + batch_centers, len(ids) - window)
        batches.append(ids[first:last])
        first = last
    return batches
