# %% right groupby
# sorted and grouped
def exact_match_by_length(words, answers):
    from itertools import groupby

    pairs = sorted(zip(words, answers), key=lambda pair: len(pair[0]))
    result = {}
    for n, group in groupby(pairs, key=lambda pair: len(pair[0])):
        marks = [word[::-1] == answer for word, answer in group]
        result[n] = float(np.mean(marks))
    return result

# %% right masks
# one mask for each length
def exact_match_by_length(words, answers):
    right = np.array([a == w[::-1] for w, a in zip(words, answers)])
    n = np.array([len(w) for w in words])
    return {int(k): float(right[n == k].mean()) for k in np.unique(n)}

# %% right numpy
# np.mean
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(answer == word[::-1])
    return {k: float(np.mean(v)) for k, v in results.items()}

# %% right two_counts
# counts words and hits apart
def exact_match_by_length(words, answers):
    total, hits = {}, {}
    for word, answer in zip(words, answers):
        total[len(word)] = total.get(len(word), 0) + 1
        if "".join(reversed(word)) == answer:
            hits[len(word)] = hits.get(len(word), 0) + 1
    return {n: hits.get(n, 0) / total[n] for n in total}

# %% wrong all_lengths
# also lists lengths that do not occur
# caught by: two and three letters
def exact_match_by_length(words, answers):
    result = {}
    for n in range(1, max(map(len, words)) + 1):
        marks = [a == w[::-1] for w, a in zip(words, answers) if len(w) == n]
        result[n] = sum(marks) / max(1, len(marks))
    return result

# %% wrong by_answer
# groups by the length of the answer
# caught by: any list
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(answer), []).append(answer == word[::-1])
    return {k: sum(v) / len(v) for k, v in results.items()}

# %% wrong counts
# counts instead of shares
# caught by: any list
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(answer == word[::-1])
    return {k: sum(v) for k, v in results.items()}

# %% wrong letters
# share of right letters
# caught by: two and three letters
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(set(answer) == set(word))
    return {k: sum(v) / len(v) for k, v in results.items()}

# %% wrong not_mirrored
# compares with the word
# caught by: two and three letters
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(answer == word)
    return {k: sum(v) / len(v) for k, v in results.items()}

# %% wrong overall
# one share for all lengths
# caught by: two and three letters
def exact_match_by_length(words, answers):
    share = sum(a == w[::-1] for w, a in zip(words, answers)) / len(words)
    return {len(w): share for w in words}

# %% wrong prefix
# an answer that starts right counts
# caught by: any list
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(answer.startswith(word[::-1]))
    return {k: sum(v) / len(v) for k, v in results.items()}

# %% wrong same_letters
# any order of the same letters counts
# caught by: two and three letters
def exact_match_by_length(words, answers):
    results = {}
    for word, answer in zip(words, answers):
        results.setdefault(len(word), []).append(sorted(word) == sorted(answer))
    return {n: sum(marks) / len(marks) for n, marks in results.items()}

# %% [markdown] equivalent
# return {length: sum(right) / len(right) for length, right in sorted(results.items())}  ->  return {length: sum(right) / len(right) for length, right in results.items()}
#     equal dicts: the order of the lengths is not asked for

# %% wrong gaps_filled
# lengths in between have a share too
# caught by: any list
def exact_match_by_length(words, answers):
    sizes = [len(word) for word in words]
    shares = {}
    for n in range(min(sizes), max(sizes) + 1):
        hits = [w[::-1] == a for w, a in zip(words, answers) if len(w) == n]
        shares[n] = sum(hits) / max(1, len(hits))
    return shares
