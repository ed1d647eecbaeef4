# %% right loop
# word by word
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    places = range(window, len(ids) - window)
    rows = [np.concatenate([ids[i - window : i], ids[i + 1 : i + window + 1]]) for i in places]
    return np.array(rows), ids[window : len(ids) - window]

# %% right offsets
# index arithmetic
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    offsets = np.r_[-window:0, 1 : window + 1]
    places = np.arange(window, len(ids) - window)
    return ids[places[:, None] + offsets], ids[places]

# %% right stack
# stacks shifted slices
def cbow_examples(ids, window):
    ids = np.asarray(ids)
    count = len(ids) - 2 * window
    shifts = [s for s in range(2 * window + 1) if s != window]
    contexts = np.stack([ids[s : s + count] for s in shifts], axis=1)
    return contexts.astype(np.int32), ids[window : window + count].astype(np.int32)

# %% right tensorflow
# tf.signal.frame
def cbow_examples(ids, window):
    windows = tf.signal.frame(tf.cast(ids, tf.int32), 2 * window + 1, 1)
    contexts = tf.concat([windows[:, :window], windows[:, window + 1 :]], axis=1)
    return contexts, windows[:, window]

# %% wrong center_leaks
# leaves the center in
# caught by: the center is not in its context
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    v = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    return v[:, :-1], v[:, window]

# %% wrong every_other
# steps by the window
# caught by: any window
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.r_[-window:0, 1 : window + 1]
    p = np.arange(window, len(ids) - window, window)
    return ids[p[:, None] + o], ids[p]

# %% wrong left_only
# only the words before
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.arange(-2 * window, 0)
    p = np.arange(2 * window, len(ids))
    return ids[p[:, None] + o], ids[p]

# %% wrong one_missing
# forgets the last example
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.r_[-window:0, 1 : window + 1]
    p = np.arange(window, len(ids) - window - 1)
    return ids[p[:, None] + o], ids[p]

# %% wrong outside_in
# nearest words first
# caught by: any window
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.array([s * d for d in range(1, window + 1) for s in (-1, 1)])
    p = np.arange(window, len(ids) - window)
    return ids[p[:, None] + o], ids[p]

# %% wrong padded
# fills the ends with zeros
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(ids, window), 2 * window + 1)
    return np.delete(windows, window, axis=1), ids

# %% wrong swapped
# centers first, contexts second
# caught by: four words
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    return windows[:, window].copy(), np.delete(windows, window, axis=1)

# %% wrong wraps
# makes windows around the ends
# caught by: any window
def cbow_examples(ids, window):
    ids = np.asarray(ids, np.int32)
    o = np.r_[-window:0, 1 : window + 1]
    p = np.arange(len(ids))
    return ids[(p[:, None] + o) % len(ids)], ids

# %% wrong floats
# contexts are collected in an array of floats
# caught by: the center is not in its context
def cbow_examples(ids, window):
    ids = np.asarray(ids)
    examples = len(ids) - 2 * window
    contexts = np.zeros((examples, 2 * window))
    for place in range(examples):
        around = ids[place : place + 2 * window + 1]
        contexts[place] = np.delete(around, window)
    return contexts, ids[window : window + examples].astype(np.int32)

# %% [markdown] equivalent
# return (np.delete(windows, window, axis=1), windows[:, window].copy())  ->  return (np.delete(windows, window, axis=1), windows[:, window])
#     a view has the same values; nobody writes into it

# %% wrong sixteen_bits_between
# ids pass through int16
# caught by: any window
import numpy as np


def cbow_examples(ids, window):
    ids = np.asarray(ids).astype(np.int16)  # small numbers, half the memory
    spans = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    return np.delete(spans, window, axis=1).astype(np.int32), spans[:, window].astype(np.int32)

# %% wrong repeated_examples_once
# equal examples stay once
# caught by: any window
import numpy as np


def cbow_examples(ids, window):
    ids = np.asarray(ids, dtype=np.int32)
    spans = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    _, first = np.unique(spans, axis=0, return_index=True)
    spans = spans[np.sort(first)]
    return np.delete(spans, window, axis=1), spans[:, window]
