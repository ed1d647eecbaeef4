# wrong: divides by the words seen more than once
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    once = sum(count == 1 for count in counts.values())
    return once / max(1, len(counts) - once)
