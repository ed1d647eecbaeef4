# %% right by_count
# groups the words by count, a tuple comes back
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    groups = collections.defaultdict(list)
    for word, count in counts.items():
        groups[count].append(word)
    kept = ["UNK"]
    for count in sorted(groups, reverse=True):
        if count >= min_count:
            kept += sorted(groups[count])
    return tuple(kept)

# %% right heap
# a heap of (-count, word)
def build_vocabulary(words, min_count):
    import heapq

    heap = [(-count, word) for word, count in collections.Counter(words).items() if count >= min_count]
    heapq.heapify(heap)
    vocabulary = ["UNK"]
    while heap:
        vocabulary.append(heapq.heappop(heap)[1])
    return vocabulary

# %% right numpy
# np.unique and lexsort
def build_vocabulary(words, min_count):
    if not len(words):
        return ["UNK"]
    names, counts = np.unique(words, return_counts=True)
    order = np.lexsort((names, -counts))
    return ["UNK"] + [str(names[i]) for i in order if counts[i] >= min_count]

# %% right two_sorts
# a stable sort after an alphabetical one
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    kept = sorted(w for w in counts if counts[w] >= min_count)
    kept.sort(key=lambda w: counts[w], reverse=True)
    return ["UNK"] + kept

# %% wrong alphabetical
# sorts by the alphabet only
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK", *sorted(word for word in counts if counts[word] >= min_count)]

# %% wrong empty_without
# returns nothing when no word is common enough
# caught by: nothing is common enough
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    kept = [word for word, count in counts.items() if count >= min_count]
    if not kept:
        return []
    return ["UNK", *sorted(kept, key=lambda word: (-counts[word], word))]

# %% wrong most_common
# ties in the order of the text
# caught by: ties in alphabetical order
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + [w for w, c in counts.most_common() if c >= min_count]

# %% wrong no_unknown
# forgets the unknown token
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return sorted((w for w in counts if counts[w] >= min_count), key=lambda w: (-counts[w], w))

# %% wrong reverse_both
# reverse=True turns the alphabet around
# caught by: ties in alphabetical order
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + sorted((w for w in counts if counts[w] >= min_count), key=lambda w: (counts[w], w), reverse=True)

# %% wrong rising
# rarest first
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + sorted((w for w in counts if counts[w] >= min_count), key=lambda w: (counts[w], w))

# %% wrong strictly_more
# leaves out words with exactly min_count
# caught by: rare words are left out
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + sorted((w for w in counts if counts[w] > min_count), key=lambda w: (-counts[w], w))

# %% wrong top_few
# takes the min_count commonest words
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return ["UNK", *ordered[:min_count]]

# %% wrong unknown_last
# puts the unknown token at the end
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    kept = [word for word, count in counts.items() if count >= min_count]
    return [*sorted(kept, key=lambda word: (-counts[word], word)), "UNK"]

# %% wrong at_most_thirty_thousand
# keeps 30,000 words at most
# caught by: a random text
import collections


def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:30_000]
    return ["UNK"] + [word for word, count in ordered if count >= min_count]
