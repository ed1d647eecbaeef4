# right: groups the words by count, a tuple comes back
def build_vocabulary(words, min_count):
    counts = collections.Counter(words)
    groups = collections.defaultdict(list)
    for word, count in counts.items():
        groups[count].append(word)
    kept = ["UNK"]
    for count in sorted(groups, reverse=True):
        if count >= min_count:
            kept += sorted(groups[count])
    return tuple(kept)
