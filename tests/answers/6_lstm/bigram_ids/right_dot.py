# right: a product with (27, 1)
def bigram_ids(ids):
    ids = np.array(ids)
    if len(ids) % 2:
        ids = ids[:-1]
    return (ids.reshape(len(ids) // 2, 2) @ np.array([27, 1])).astype(np.int32)
