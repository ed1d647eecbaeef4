# right: two sets, no counter
def share_seen_once(words):
    seen, again = set(), set()
    for word in words:
        (again if word in seen else seen).add(word)
    return len(seen - again) / len(seen)
