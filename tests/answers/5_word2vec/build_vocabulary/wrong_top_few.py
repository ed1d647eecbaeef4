# wrong: takes the min_count commonest words
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return ["UNK", *ordered[:min_count]]
