# wrong: rarest first
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + sorted((w for w in counts if counts[w] >= min_count), key=lambda w: (counts[w], w))
