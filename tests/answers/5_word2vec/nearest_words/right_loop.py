# right: one query after the other
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = []
    for q in queries:
        order = np.argsort(-(unit @ unit[q]))
        out.append([i for i in order if i != q][:k])
    return np.array(out)
