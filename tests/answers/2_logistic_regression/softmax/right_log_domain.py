# right: shifts by the log of the sum instead of dividing
def softmax(scores, axis=-1):
    scores = np.asarray(scores, dtype=np.float64)
    shifted = scores - np.amax(scores, axis, keepdims=True)
    return np.exp(shifted - np.log(np.exp(shifted).sum(axis, keepdims=True)))
