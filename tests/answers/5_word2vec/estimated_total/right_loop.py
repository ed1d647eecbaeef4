# right: one draw after the other
def estimated_total(scores, drawn, probabilities):
    return sum(math.exp(scores[k]) / probabilities[k] for k in drawn) / len(drawn)
