# right: subtracts ln Q in the exponent
def estimated_total(scores, drawn, probabilities):
    s = np.asarray(scores) - np.log(probabilities)
    return float(np.exp(s[np.asarray(drawn)]).mean())
