# wrong: any order of the same letters counts
# caught by: two and three letters
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(sorted(word) == sorted(answer))
    return {n: sum(marks) / len(marks) for n, marks in results.items()}
