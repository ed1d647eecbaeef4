# wrong: cuts the text in halves and pairs them
# caught by: abcd
def bigram_ids(ids):
    half = len(ids) // 2
    return (27 * np.asarray(ids)[:half] + np.asarray(ids)[half : 2 * half]).astype(np.int32)
