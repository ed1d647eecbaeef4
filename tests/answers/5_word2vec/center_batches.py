# %% right append
# word by word into a list that is emptied when full
def center_batches(ids, window, batch_centers):
    batches, batch = [], []
    for place in range(window, len(ids) - window):
        batch.append(ids[place])
        if len(batch) == batch_centers:
            batches.append(np.array(batch))
            batch = []
    if batch:
        batches.append(np.array(batch))
    return batches

# %% right array_split
# cuts with np.split
def center_batches(ids, window, batch_centers):
    centers = np.asarray(ids)[window : max(window, len(ids) - window)]
    return [part for part in np.split(centers, range(batch_centers, len(centers), batch_centers)) if len(part)]

# %% right loop
# steps by batch_centers, slice by slice
def center_batches(ids, window, batch_centers):
    out = []
    for first in range(window, len(ids) - window, batch_centers):
        out.append(ids[first : min(first + batch_centers, len(ids) - window)])
    return out

# %% right mended
# the given function with its two slips mended
def center_batches(ids, window, batch_centers):
    batches = []
    first = window
    while first < len(ids) - window:
        last = min(first + batch_centers, len(ids) - window)
        batches.append(ids[first:last])
        first = last
    return batches

# %% wrong drops_the_last
# leaves out the short last batch
# caught by: batches are full
def center_batches(ids, window, batch_centers):
    span = batch_centers + 2 * window
    return [ids[s + window : s + window + batch_centers] for s in range(0, len(ids) - span + 1, batch_centers)]

# %% wrong empty_batch
# adds an empty batch at the end
# caught by: no empty batch
def center_batches(ids, window, batch_centers):
    c = ids[window : len(ids) - window]
    return [c[s : s + batch_centers] for s in range(0, len(c) + 1, batch_centers)]

# %% wrong no_margin
# every word is a center, the ends too
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    return [ids[i : i + batch_centers] for i in range(0, len(ids), batch_centers)]

# %% wrong one_side
# margin on the left only
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    return [ids[s : s + batch_centers] for s in range(window, len(ids), batch_centers)]

# %% wrong over_the_end
# the last batch takes the margin too
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    return [ids[s : s + batch_centers] for s in range(window, len(ids) - window, batch_centers)]

# %% wrong overlap
# the next batch begins one word early
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    centers = ids[window : len(ids) - window]
    step = max(1, batch_centers - 1)
    return [centers[i : i + batch_centers] for i in range(0, len(centers), step)]

# %% wrong steps_by_span
# leaks only between the batches
# caught by: any size
def center_batches(ids, window, batch_centers):
    out = []
    start = window
    while start < len(ids) - window:
        out.append(ids[start : min(start + batch_centers, len(ids) - window)])
        start += batch_centers + window
    return out

# %% wrong still_leaks
# the original bug
# caught by: nobody is left out
def center_batches(ids, window, batch_centers):
    span = batch_centers + 2 * window
    return [ids[s + window : s + window + batch_centers] for s in range(0, len(ids) - span + 1, span)]

# %% [markdown] slips
# takes nothing empty
#     it is a batch that is never empty; every text has words

# %% wrong same_word_once
# a word that occurs again is no center again
# caught by: any size
import numpy as np


def center_batches(ids, window, batch_centers):
    ids = np.asarray(ids)
    centers = ids[window : len(ids) - window]
    _, first = np.unique(centers, return_index=True)
    centers = centers[np.sort(first)]
    return [centers[i : i + batch_centers] for i in range(0, len(centers), batch_centers)]
