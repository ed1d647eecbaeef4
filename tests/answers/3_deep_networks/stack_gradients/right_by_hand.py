# right: the chain rule without classes
def stack_gradients(x, labels, parameters):
    activations = [x]
    for W, b in parameters[:-1]:
        activations.append(np.maximum(activations[-1] @ W + b, 0))
    logits = activations[-1] @ parameters[-1][0] + parameters[-1][1]
    logs = tf.nn.log_softmax(tf.constant(logits, tf.float64)).numpy()
    rows = np.arange(len(x))
    upstream = np.exp(logs)
    upstream[rows, labels] -= 1
    upstream /= len(x)
    gradients = []
    for (W, _), a in zip(parameters[::-1], activations[::-1]):
        gradients.insert(0, (a.T @ upstream, upstream.sum(axis=0)))
        upstream = (upstream @ W.T) * (a > 0)
    return -logs[rows, labels].mean(), gradients
