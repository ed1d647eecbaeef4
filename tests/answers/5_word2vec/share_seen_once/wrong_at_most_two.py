# wrong: counts words seen twice too
# caught by: none seen once
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c <= 2 for c in counts.values()) / len(counts)
