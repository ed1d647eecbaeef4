# wrong: share of right letters
# caught by: two and three letters
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(set(answer) == set(word))
    return {k: sum(v) / len(v) for k, v in results.items()}
