# wrong: exponentials of the raw scores
# caught by: huge scores
def softmax(scores, axis=-1):
    exponentials = np.exp(scores)
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)
