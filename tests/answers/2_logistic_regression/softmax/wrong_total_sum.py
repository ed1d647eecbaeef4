# wrong: divides by the sum of the whole array
# caught by: rows sum to one
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return exponentials / np.sum(exponentials)
