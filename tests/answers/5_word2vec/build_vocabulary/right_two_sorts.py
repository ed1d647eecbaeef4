# right: a stable sort after an alphabetical one
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    kept = sorted(w for w in counts if counts[w] >= min_count)
    kept.sort(key=lambda w: counts[w], reverse=True)
    return ["UNK"] + kept
