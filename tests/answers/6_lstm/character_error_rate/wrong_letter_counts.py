# wrong: compares how often each letter occurs, not their order
# caught by: any words
def character_error_rate(words, answers):
    from collections import Counter

    edits = 0
    for word, answer in zip(words, answers):
        missing, extra = Counter(word) - Counter(answer), Counter(answer) - Counter(word)
        edits += max(missing.total(), extra.total())
    return edits / sum(map(len, words))
