# right: cuts with np.split
def center_batches(ids, window, batch_centers):
    centers = np.asarray(ids)[window : max(window, len(ids) - window)]
    return [part for part in np.split(centers, range(batch_centers, len(centers), batch_centers)) if len(part)]
