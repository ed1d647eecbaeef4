# %% right dictionary
# counts in a plain dictionary, float32
def share_seen_once(words):
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return np.mean(np.array(list(counts.values())) == 1, dtype=np.float32)

# %% right numpy
# counts with np.unique
def share_seen_once(words):
    _, counts = np.unique(words, return_counts=True)
    return np.mean(counts == 1)

# %% right sets
# two sets, no counter
def share_seen_once(words):
    seen, again = set(), set()
    for word in words:
        (again if word in seen else seen).add(word)
    return len(seen - again) / len(seen)

# %% right sorted
# sorts and looks at both neighbors
def share_seen_once(words):
    ordered = [None, *sorted(words), None]
    once = sum(
        before != word != after
        for before, word, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
    )
    return once / len(set(words))

# %% wrong adjacent
# looks for repeats side by side only
# caught by: none seen once
def share_seen_once(words):
    different = len(set(words))
    repeated = {a for a, b in zip(words, words[1:]) if a == b}
    return (different - len(repeated)) / different

# %% wrong at_most_two
# counts words seen twice too
# caught by: none seen once
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c <= 2 for c in counts.values()) / len(counts)

# %% wrong by_the_rest
# divides by the words seen more than once
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    once = sum(count == 1 for count in counts.values())
    return once / max(1, len(counts) - once)

# %% wrong different_over_all
# share of different words in the text
# caught by: none seen once
def share_seen_once(words):
    return len(set(words)) / len(words)

# %% wrong number
# returns the number, not the share
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c == 1 for c in counts.values())

# %% wrong of_all_words
# divides by the length of the text
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c == 1 for c in counts.values()) / len(words)

# %% wrong percent
# gives a percentage
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    return 100 * sum(count == 1 for count in counts.values()) / len(counts)

# %% wrong repeated
# returns the share of the others
# caught by: all different
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c > 1 for c in counts.values()) / len(counts)

# %% wrong one_word_wraps_around
# compares sorted neighbors around the end: a single word is its own neighbor
# caught by: a random text
def share_seen_once(words):
    ordered = sorted(words)
    n = len(ordered)
    once = sum(
        ordered[i] != ordered[i - 1] and ordered[i] != ordered[(i + 1) % n] for i in range(n)
    )
    return once / len(set(words))

# %% wrong substring_count
# counts a word within other words too
# caught by: a random text
def share_seen_once(words):
    joined = " ".join(words)
    different = set(words)
    return sum(joined.count(word) == 1 for word in different) / len(different)

# %% wrong commonest_thousand_only
# looks at the thousand commonest words only
# caught by: a random text
import collections


def share_seen_once(words):
    counts = [count for _, count in collections.Counter(words).most_common(1000)]
    return counts.count(1) / len(counts)

# %% wrong eight_letters
# cuts words after eight letters
# caught by: a random text
import numpy as np


def share_seen_once(words):
    _, counts = np.unique(np.array(words, dtype="U8"), return_counts=True)
    return np.count_nonzero(counts == 1) / counts.size

# %% wrong capped_counts_in_bytes
# counts in bytes, where 257 becomes 1
# caught by: a random text
import collections

import numpy as np


def share_seen_once(words):
    counts = np.array(list(collections.Counter(words).values())).astype(np.uint8)
    return float((counts == 1).mean())
