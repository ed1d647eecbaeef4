# wrong: does not divide by the letters
# caught by: house and tree
def character_error_rate(words, answers):
    edits = 0
    for word, answer in zip(words, answers):
        row = list(range(len(answer) + 1))
        for i, letter in enumerate(word, start=1):
            before, row = row, [i]
            for j, other in enumerate(answer, start=1):
                row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
        edits += row[-1]
    return edits
