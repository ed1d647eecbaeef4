# right: plain Python loop over the examples
def softmax(scores, axis=-1):
    moved = np.moveaxis(np.array(scores, dtype=float), axis, -1)
    result = np.empty_like(moved)
    for index in np.ndindex(moved.shape[:-1]):
        top = max(moved[index])
        powers = [math.exp(score - top) for score in moved[index]]
        result[index] = [power / sum(powers) for power in powers]
    return np.moveaxis(result, -1, axis)
