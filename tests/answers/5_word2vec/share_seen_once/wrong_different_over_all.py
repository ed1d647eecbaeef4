# wrong: share of different words in the text
# caught by: none seen once
def share_seen_once(words):
    return len(set(words)) / len(words)
