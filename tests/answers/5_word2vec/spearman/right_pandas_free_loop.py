# right: pure Python, ranks shared among equals
def spearman(x, y):
    def ranks(values):
        ordered = sorted(values)
        return [ordered.index(v) + (ordered.count(v) + 1) / 2 for v in values]

    a, b = ranks(list(x)), ranks(list(y))
    mean = (len(a) + 1) / 2
    top = sum((i - mean) * (j - mean) for i, j in zip(a, b))
    return top / math.sqrt(sum((i - mean) ** 2 for i in a) * sum((j - mean) ** 2 for j in b))
