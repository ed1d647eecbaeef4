# wrong: leaves out words with exactly min_count
# caught by: rare words are left out
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + sorted((w for w in counts if counts[w] > min_count), key=lambda w: (-counts[w], w))
