# wrong: always along axis 0, as in the lecture's own code
# caught by: rows sum to one
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores, axis=0, keepdims=True))
    return exponentials / np.sum(exponentials, axis=0, keepdims=True)
