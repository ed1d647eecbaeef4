# wrong: groups by the length of the answer
# caught by: any list
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(answer), []).append(answer == word[::-1])
    return {k: sum(v) / len(v) for k, v in results.items()}
