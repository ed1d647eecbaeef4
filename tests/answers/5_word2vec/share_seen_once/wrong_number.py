# wrong: returns the number, not the share
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c == 1 for c in counts.values())
