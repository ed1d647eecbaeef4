# right: a recursive function that remembers
def character_error_rate(words, answers):
    from functools import lru_cache

    @lru_cache(maxsize=None)
    def edits(a, b):
        if not a or not b:
            return len(a) + len(b)
        if a[0] == b[0]:
            return edits(a[1:], b[1:])
        return 1 + min(edits(a[1:], b), edits(a, b[1:]), edits(a[1:], b[1:]))

    total = sum(edits(a, b) for a, b in zip(words, answers))
    return total / sum(len(a) for a in words)
