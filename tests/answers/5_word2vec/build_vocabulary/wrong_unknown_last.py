# wrong: puts the unknown token at the end
# caught by: a small example
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    kept = [word for word, count in counts.items() if count >= min_count]
    return [*sorted(kept, key=lambda word: (-counts[word], word)), "UNK"]
