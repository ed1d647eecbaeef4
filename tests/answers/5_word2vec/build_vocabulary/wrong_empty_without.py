# wrong: returns nothing when no word is common enough
# caught by: nothing is common enough
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    kept = [word for word, count in counts.items() if count >= min_count]
    if not kept:
        return []
    return ["UNK", *sorted(kept, key=lambda word: (-counts[word], word))]
