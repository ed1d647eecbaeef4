# wrong: divides by the length of the text
# caught by: the example sentence
def share_seen_once(words):
    counts = collections.Counter(words)
    return sum(c == 1 for c in counts.values()) / len(words)
