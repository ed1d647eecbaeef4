# right: one mask for each length
def exact_match_by_length(words, answers):
    right = np.array([a == w[::-1] for w, a in zip(words, answers)])
    n = np.array([len(w) for w in words])
    return {int(k): float(right[n == k].mean()) for k in np.unique(n)}
