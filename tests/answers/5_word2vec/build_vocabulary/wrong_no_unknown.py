# wrong: forgets the unknown token
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return sorted((w for w in counts if counts[w] >= min_count), key=lambda w: (-counts[w], w))
