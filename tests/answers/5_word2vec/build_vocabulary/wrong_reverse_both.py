# wrong: reverse=True turns the alphabet around
# caught by: ties in alphabetical order
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + sorted((w for w in counts if counts[w] >= min_count), key=lambda w: (counts[w], w), reverse=True)
