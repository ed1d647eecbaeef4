# wrong: compares place by place
# caught by: a letter is missing at the start
def character_error_rate(words, answers):
    edits = 0
    for word, answer in zip(words, answers):
        edits += sum(a != b for a, b in zip(word, answer)) + abs(len(word) - len(answer))
    return edits / sum(map(len, words))
