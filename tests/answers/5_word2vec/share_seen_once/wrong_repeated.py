# wrong: returns the share of the others
# caught by: all different
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c > 1 for c in counts.values()) / len(counts)
