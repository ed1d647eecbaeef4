# right: the whole table as a NumPy array
def character_error_rate(words, answers):
    def distance(a, b):
        table = np.zeros((len(a) + 1, len(b) + 1), int)
        table[:, 0], table[0] = np.arange(len(a) + 1), np.arange(len(b) + 1)
        for i in range(1, len(a) + 1):
            for j in range(1, len(b) + 1):
                change = table[i - 1, j - 1] + (a[i - 1] != b[j - 1])
                table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, change)
        return table[-1, -1]

    return sum(distance(a, b) for a, b in zip(words, answers)) / len("".join(words))
