# wrong: clips the scores at 50 instead of shifting them
# caught by: huge scores
def softmax(scores, axis=-1):
    exponentials = np.exp(np.clip(scores, -50, 50))
    return exponentials / np.sum(exponentials, axis=axis, keepdims=True)
