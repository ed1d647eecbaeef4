# right: steps by batch_centers, slice by slice
def center_batches(ids, window, batch_centers):
    out = []
    for first in range(window, len(ids) - window, batch_centers):
        out.append(ids[first : min(first + batch_centers, len(ids) - window)])
    return out
