# wrong: sorts by the alphabet only
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK", *sorted(word for word in counts if counts[word] >= min_count)]
