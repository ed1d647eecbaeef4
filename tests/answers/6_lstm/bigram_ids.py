# %% right dot
# a product with (27, 1)
def bigram_ids(ids):
    ids = np.array(ids)
    if len(ids) % 2:
        ids = ids[:-1]
    return (ids.reshape(len(ids) // 2, 2) @ np.array([27, 1])).astype(np.int32)

# %% right range
# a loop in steps of two
def bigram_ids(ids):
    pairs = [int(ids[k]) * 27 + int(ids[k + 1]) for k in range(0, len(ids) - 1, 2)]
    return np.array(pairs, dtype=np.int32)

# %% right slices
# every other character
def bigram_ids(ids):
    ids = np.asarray(ids, np.int32)
    n = len(ids) // 2 * 2
    return 27 * ids[0:n:2] + ids[1:n:2]

# %% right zip
# a list of pairs
def bigram_ids(ids):
    return np.array([27 * int(a) + int(b) for a, b in zip(ids[::2], ids[1::2])], np.int32)

# %% wrong drops_the_first
# leaves out the first character of an odd text, not the last
# caught by: an odd number
def bigram_ids(ids):
    pairs = np.asarray(ids, np.int32)[len(ids) % 2 :].reshape(-1, 2)
    return 27 * pairs[:, 0] + pairs[:, 1]

# %% wrong odd_fails
# needs an even number
# caught by: an odd number
def bigram_ids(ids):
    p = np.asarray(ids).reshape(-1, 2)
    return 27 * p[:, 0] + p[:, 1]

# %% wrong overlapping
# overlapping pairs
# caught by: abcd
def bigram_ids(ids):
    ids = np.asarray(ids)
    return 27 * ids[:-1] + ids[1:]

# %% wrong padded
# fills up with a space
# caught by: an odd number
def bigram_ids(ids):
    ids = np.append(ids, [0] * (len(ids) % 2)).astype(int)
    return 27 * ids[::2] + ids[1::2]

# %% wrong strided_windows
# cuts the text in halves and pairs them
# caught by: abcd
def bigram_ids(ids):
    half = len(ids) // 2
    return (27 * np.asarray(ids)[:half] + np.asarray(ids)[half : 2 * half]).astype(np.int32)

# %% wrong swapped
# first + 27 second
# caught by: abcd
def bigram_ids(ids):
    ids = np.asarray(ids)
    n = len(ids) // 2 * 2
    return ids[0:n:2] + 27 * ids[1:n:2]

# %% wrong times_26
# times 26
# caught by: abcd
def bigram_ids(ids):
    ids = np.asarray(ids)
    n = len(ids) // 2 * 2
    return 26 * ids[0:n:2] + ids[1:n:2]

# %% wrong two_columns
# returns the pairs instead of their ids
# caught by: abcd
def bigram_ids(ids):
    return np.asarray(ids, np.int32)[: len(ids) // 2 * 2].reshape(-1, 2)

# %% wrong floats
# the ids are floats
# caught by: abcd
def bigram_ids(ids):
    found = np.zeros(len(ids) // 2)
    for pair in range(len(found)):
        found[pair] = 27 * ids[2 * pair] + ids[2 * pair + 1]
    return found

# %% wrong one_character_fails
# stacks the pairs, and fails where there are none
# caught by: there and back
def bigram_ids(ids):
    pairs = np.stack([ids[i : i + 2] for i in range(0, len(ids) - 1, 2)])
    return (27 * pairs[:, 0] + pairs[:, 1]).astype(np.int32)

# %% wrong double_spaces_left_out
# a pair of two spaces is left out
# caught by: there and back
def bigram_ids(ids):
    numbers = (27 * int(a) + int(b) for a, b in zip(ids[::2], ids[1::2]))
    return np.array([n for n in numbers if n], dtype=np.int32)

# %% wrong odd_text_sixty_four_bits
# int64 for an odd number of characters
# caught by: there and back
def bigram_ids(ids):
    ids = np.asarray(ids, dtype=np.int64)
    if len(ids) % 2:
        return 27 * ids[:-1:2] + ids[1::2]
    return (27 * ids[::2] + ids[1::2]).astype(np.int32)

# %% wrong leading_spaces_trimmed
# spaces at both ends are cut off first
# caught by: there and back
def bigram_ids(ids):
    ids = np.trim_zeros(np.asarray(ids, dtype=np.int32))
    n = len(ids) // 2 * 2
    return 27 * ids[:n:2] + ids[1:n:2]
