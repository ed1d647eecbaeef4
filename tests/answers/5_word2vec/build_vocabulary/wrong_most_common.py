# wrong: ties in the order of the text
# caught by: ties in alphabetical order
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    return ["UNK"] + [w for w, c in counts.most_common() if c >= min_count]
