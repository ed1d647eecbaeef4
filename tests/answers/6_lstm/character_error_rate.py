# %% right breadth_first
# the shortest path through the grid of both words
def character_error_rate(words, answers):
    def distance(a, b):
        front, steps, seen = {(0, 0)}, 0, set()
        while True:
            stack = list(front)
            while stack:
                i, j = stack.pop()
                if i < len(a) and j < len(b) and a[i] == b[j] and (i + 1, j + 1) not in front:
                    front.add((i + 1, j + 1))
                    stack.append((i + 1, j + 1))
            if (len(a), len(b)) in front:
                return steps
            seen |= front
            moves = {(i + di, j + dj) for i, j in front for di, dj in ((0, 1), (1, 0), (1, 1))}
            front = {(i, j) for i, j in moves if i <= len(a) and j <= len(b)} - seen
            steps += 1

    return sum(map(distance, words, answers)) / sum(map(len, words))

# %% right recursive
# a recursive function that remembers
def character_error_rate(words, answers):
    from functools import lru_cache

    @lru_cache(maxsize=None)
    def edits(a, b):
        if not a or not b:
            return len(a) + len(b)
        if a[0] == b[0]:
            return edits(a[1:], b[1:])
        return 1 + min(edits(a[1:], b), edits(a, b[1:]), edits(a[1:], b[1:]))

    total = sum(edits(a, b) for a, b in zip(words, answers))
    return total / sum(len(a) for a in words)

# %% right tensorflow
# TensorFlow's edit distance of sparse letters
def character_error_rate(words, answers):
    def letters(texts):
        places = [(row, column) for row, t in enumerate(texts) for column in range(len(t))]
        values = [c for t in texts for c in t]
        shape = (len(texts), max(1, *map(len, texts)) if len(texts) > 1 else max(1, len(texts[0])))
        places = np.array(places, np.int64).reshape(-1, 2)
        return tf.SparseTensor(places, tf.constant(values, tf.string), shape)

    edits = tf.edit_distance(letters(answers), letters(words), normalize=False)
    return float(tf.reduce_sum(edits)) / sum(map(len, words))

# %% right whole_table
# the whole table as a NumPy array
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

# %% wrong first_row_zero
# the first row of the table is zero, so that extra letters at the start are free
# caught by: nothing was read
def character_error_rate(words, answers):
    edits = 0
    for word, answer in zip(words, answers):
        row = [0] * (len(answer) + 1)
        for i, letter in enumerate(word, start=1):
            before, row = row, [i]
            for j, other in enumerate(answer, start=1):
                row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
        edits += row[-1]
    return edits / sum(map(len, words))

# %% wrong letter_counts
# compares how often each letter occurs, not their order
# caught by: any words
def character_error_rate(words, answers):
    from collections import Counter

    edits = 0
    for word, answer in zip(words, answers):
        missing, extra = Counter(word) - Counter(answer), Counter(answer) - Counter(word)
        edits += max(missing.total(), extra.total())
    return edits / sum(map(len, words))

# %% wrong letters_of_answers
# divides by the letters of the answers
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
    return edits / max(1, sum(map(len, answers)))

# %% wrong mean_of_rates
# the mean of the words' rates
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

# %% wrong no_replacement
# a replacement costs two edits
# caught by: house and tree
def character_error_rate(words, answers):
    edits = 0
    for word, answer in zip(words, answers):
        row = list(range(len(answer) + 1))
        for i, letter in enumerate(word, start=1):
            before, row = row, [i]
            for j, other in enumerate(answer, start=1):
                row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + 2 * (letter != other)))
        edits += row[-1]
    return edits / sum(map(len, words))

# %% wrong place_by_place
# compares place by place
# caught by: a letter is missing at the start
def character_error_rate(words, answers):
    edits = 0
    for word, answer in zip(words, answers):
        edits += sum(a != b for a, b in zip(word, answer)) + abs(len(word) - len(answer))
    return edits / sum(map(len, words))

# %% wrong sum_not_rate
# does not divide by the letters
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

# %% wrong word_errors
# counts wrong words
# caught by: house and tree
def character_error_rate(words, answers):
    return sum(w != a for w, a in zip(words, answers)) / len(words)

# %% [markdown] equivalent
# for word, answer in zip(words, answers):  ->  for word, answer in zip(answers, words):
#     as many edits lead from one to the other as back

# %% [markdown] slips
# takes nothing empty
#     it is an answer that may be empty, as the case "nothing was read" has it

# %% wrong empty_words_skipped
# edits of empty words are not counted
# caught by: nothing was read
def character_error_rate(words, answers):
    def distance(a, b):
        row = list(range(len(b) + 1))
        for i, x in enumerate(a, 1):
            before, row[0] = row[:], i
            for j, y in enumerate(b, 1):
                row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
        return row[-1]

    return sum(distance(w, a) for w, a in zip(words, answers) if w) / sum(len(w) for w in words)
