# right: sorted and grouped
def exact_match_by_length(words, answers):
    from itertools import groupby

    pairs = sorted(zip(words, answers), key=lambda pair: len(pair[0]))
    result = {}
    for n, group in groupby(pairs, key=lambda pair: len(pair[0])):
        marks = [word[::-1] == answer for word, answer in group]
        result[n] = float(np.mean(marks))
    return result
