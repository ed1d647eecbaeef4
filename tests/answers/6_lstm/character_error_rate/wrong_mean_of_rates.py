# wrong: the mean of the words' rates
# caught by: long words count more
def character_error_rate(words, answers):
    rates = []
    for word, answer in zip(words, answers):
        row = list(range(len(answer) + 1))
        for i, letter in enumerate(word, start=1):
            before, row = row, [i]
            for j, other in enumerate(answer, start=1):
                row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
        rates.append(row[-1] / len(word))
    return float(np.mean(rates))
