# wrong: gives a percentage
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    return 100 * sum(count == 1 for count in counts.values()) / len(counts)
