# wrong: an answer that starts right counts
# caught by: any list
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(answer.startswith(word[::-1]))
    return {k: sum(v) / len(v) for k, v in results.items()}
