# wrong: looks for repeats side by side only
# caught by: none seen once
def share_seen_once(words):
    different = len(set(words))
    repeated = {a for a, b in zip(words, words[1:]) if a == b}
    return (different - len(repeated)) / different
