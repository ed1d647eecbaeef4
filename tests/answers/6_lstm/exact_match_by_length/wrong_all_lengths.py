# wrong: also lists lengths that do not occur
# caught by: two and three letters
def exact_match_by_length(words, answers):
    result = {}
    for n in range(1, max(map(len, words)) + 1):
        marks = [a == w[::-1] for w, a in zip(words, answers) if len(w) == n]
        result[n] = sum(marks) / max(1, len(marks))
    return result
