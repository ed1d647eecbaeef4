# wrong: fills up with a space
# caught by: an odd number
def bigram_ids(ids):
    ids = np.append(ids, [0] * (len(ids) % 2)).astype(int)
    return 27 * ids[::2] + ids[1::2]
