# right: walks along
def pick_character(logits, temperature, uniform):
    logits = np.asarray(logits, np.float64)
    if not temperature:
        return int(logits.argmax())
    p = tf.nn.softmax(logits / temperature).numpy()
    left = uniform
    for k, share in enumerate(p):
        left -= share
        if left < 0:
            return k
    return len(p) - 1
