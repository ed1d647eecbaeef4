# right: counts words and hits apart
def exact_match_by_length(words, answers):
    total, hits = {}, {}
    for word, answer in zip(words, answers):
        total[len(word)] = total.get(len(word), 0) + 1
        if "".join(reversed(word)) == answer:
            hits[len(word)] = hits.get(len(word), 0) + 1
    return {n: hits.get(n, 0) / total[n] for n in total}
