# right: loops and leaves zeros out
def entropy(probabilities):
    return [-sum(p * math.log(p) for p in row if p > 0) for row in probabilities]
