# wrong: ignores axis and always works along the last one
# caught by: columns as examples
def softmax(scores, axis=-1):
    exponentials = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)
