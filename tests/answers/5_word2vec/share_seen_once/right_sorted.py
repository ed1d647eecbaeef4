# right: sorts and looks at both neighbors
def share_seen_once(words):
    ordered = [None, *sorted(words), None]
    once = sum(
        before != word != after
        for before, word, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
    )
    return once / len(set(words))
