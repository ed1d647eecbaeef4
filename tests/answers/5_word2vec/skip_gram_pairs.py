# %% right diagonals
# shifts the text against itself, then sorts by place
def skip_gram_pairs(ids, window):
    ids = np.asarray(ids)
    center, context = [], []
    for shift in range(1, min(window, len(ids) - 1) + 1):
        here = np.arange(len(ids) - shift)
        center += [here, here + shift]
        context += [here + shift, here]
    center, context = np.concatenate(center), np.concatenate(context)
    order = np.lexsort((context, center))
    return ids[center[order]].astype(np.int32), ids[context[order]].astype(np.int32)

# %% right loops
# two nested loops
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% right matrix
# a matrix of all distances
def skip_gram_pairs(ids, window):
    place = np.arange(len(ids))
    gap = np.abs(place[:, None] - place)
    i, j = np.nonzero((gap > 0) & (gap <= window))
    ids = np.asarray(ids, np.int32)
    return ids[i], ids[j]

# %% right padding
# pads with a mark and drops what touches it
def skip_gram_pairs(ids, window):
    ids = np.asarray(ids, np.int64)
    padded = np.pad(ids, window, constant_values=-1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * window + 1)
    contexts = np.delete(windows, window, axis=1).ravel()
    centers = np.repeat(ids, 2 * window)
    inside = contexts >= 0
    return centers[inside].astype(np.int32), contexts[inside].astype(np.int32)

# %% wrong around_the_end
# negative places reach around
# caught by: never around the ends
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(i - window, min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong full_windows_only
# forgets the words near the ends
# caught by: equal lengths
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i and window <= i < len(ids) - window:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong nearest_first
# contexts of a center from near to far
# caught by: any window, in reading order
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for distance in range(1, window + 1):
            for j in (i - distance, i + distance):
                if 0 <= j < len(ids):
                    centers.append(ids[i])
                    contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong only_to_the_right
# looks to the right only
# caught by: three words
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(i + 1, min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong short_window
# stops one place early on the right
# caught by: three words
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window)):
            if j != i:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong skips_equal_words
# compares words, not places
# caught by: repeated words are still pairs
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if ids[j] != ids[i]:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong swapped
# context first, center second
# caught by: three words
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i:
                centers.append(ids[j])
                contexts.append(ids[i])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong window_in_all
# counts the window over both sides together
# caught by: equal lengths
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    half = max(1, window // 2)
    for i in range(len(ids)):
        for j in range(max(0, i - half), min(len(ids), i + half + 1)):
            if i != j:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong with_itself
# pairs each word with itself
# caught by: three words
def skip_gram_pairs(ids, window):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if True:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers, np.int32), np.array(contexts, np.int32)

# %% wrong floats
# the pairs are floats
# caught by: three words
def skip_gram_pairs(ids, window):
    pairs = np.zeros((0, 2))
    for i, center in enumerate(ids):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if j != i:
                pairs = np.append(pairs, [[center, ids[j]]], axis=0)
    return pairs[:, 0], pairs[:, 1]

# %% wrong sixteen_bits_between
# ids pass through int16
# caught by: any window, in reading order
import numpy as np


def skip_gram_pairs(ids, window):
    ids = np.asarray(ids).astype(np.int16)  # saves memory
    places = np.arange(len(ids))[:, None]
    context = places + np.r_[-window:0, 1 : window + 1]
    inside = (context >= 0) & (context < len(ids))
    centers = ids[np.broadcast_to(places, context.shape)[inside]]
    return centers.astype(np.int32), ids[context[inside]].astype(np.int32)
