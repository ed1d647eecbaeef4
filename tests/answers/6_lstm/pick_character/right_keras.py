# right: Keras's softmax in float64, and a count of the sums not above the number
def pick_character(logits, temperature, uniform):
    if not temperature:
        return int(np.argmax(logits))
    scores = tf.constant(np.asarray(logits, np.float64) / temperature)
    sums = np.cumsum(tf.nn.softmax(scores).numpy())
    return min(int((sums <= uniform).sum()), len(sums) - 1)
