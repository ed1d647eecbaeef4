# %% right by_hand
# the chain rule without classes
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

# %% right keras
# a Keras model with the given weights, float64
def stack_gradients(x, labels, parameters):
    *hidden, last = [len(b) for _, b in parameters]
    dense = tf.keras.layers.Dense
    layers = [dense(n, activation="relu", dtype="float64") for n in hidden]
    model = tf.keras.Sequential([tf.keras.Input(x.shape[1:], dtype="float64"), *layers, dense(last, dtype="float64")])
    model.set_weights([value for pair in parameters for value in pair])
    with tf.GradientTape() as tape:
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, model(x))
        loss = tf.reduce_mean(losses)
    flat = [g.numpy() for g in tape.gradient(loss, model.trainable_variables)]
    return float(loss), list(zip(flat[::2], flat[1::2]))

# %% right recursive
# one function that goes down the stack and comes back
def stack_gradients(x, labels, parameters):
    def descend(h, below):
        (W, b), above = below[0], below[1:]
        z = h @ W + b
        if above:
            loss, upstream, gradients = descend(np.maximum(z, 0), above)
            upstream = upstream * (z > 0)
        else:
            shifted = z - z.max(axis=1, keepdims=True)
            logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            targets = np.eye(z.shape[1])[labels]
            loss, gradients = -(targets * logs).sum() / len(h), []
            upstream = (np.exp(logs) - targets) / len(h)
        return loss, upstream @ W.T, [(h.T @ upstream, upstream.sum(axis=0)), *gradients]

    loss, _, gradients = descend(x, parameters)
    return loss, gradients

# %% right tape
# TensorFlow's tape
def stack_gradients(x, labels, parameters):
    pairs = [(tf.Variable(W), tf.Variable(b)) for W, b in parameters]
    with tf.GradientTape() as tape:
        logits = network_logits(tf.constant(x), pairs)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
    gradients = tape.gradient(loss, pairs)
    return loss.numpy(), [(dW.numpy(), db.numpy()) for dW, db in gradients]

# %% wrong kept_between_calls
# builds its layers at the first call only
# caught by: equal to GradientTape
kept_linears = {}


def stack_gradients(x, labels, parameters):
    sizes = tuple(W.shape for W, _ in parameters)
    linears = kept_linears.setdefault(sizes, [Linear(W, b) for W, b in parameters])
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong last_layer_only
# gives every layer below the last a gradient of zero
# caught by: equal to GradientTape
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    for linear in linears[:-1]:
        x = np.maximum(linear.forward(x), 0)
    end = SoftmaxCrossEntropy()
    loss = end.forward(linears[-1].forward(x), labels)
    linears[-1].backward(end.backward())
    below = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in parameters[:-1]]
    return loss, [*below, (linears[-1].dW, linears[-1].db)]

# %% wrong loss_summed
# returns the loss of the whole batch, not its mean
# caught by: the loss of the stack
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss * len(labels), [(linear.dW, linear.db) for linear in linears]

# %% wrong no_relu
# no ReLU between the layers
# caught by: equal to GradientTape
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong not_reversed
# goes back through the layers in forward order
# caught by: equal to GradientTape
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in layers:
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong not_the_mean
# multiplies the gradient by the batch size
# caught by: equal to GradientTape
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward() * len(labels)
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong relu_at_the_end
# ReLU after the last layer as well
# caught by: equal to GradientTape
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    layers.append(Relu())
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong reversed_result
# returns the gradients from last to first
# caught by: in the order of the parameters
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears[::-1]]

# %% wrong shared_relu
# one Relu for all layers, which remembers only the last
# caught by: equal to GradientTape
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers, gate = [linears[0]], Relu()
    for linear in linears[1:]:
        layers += [gate, linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong steps_too
# takes a step with the gradients that it finds
# caught by: the same call, the same answer
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    for (W, b), linear in zip(parameters, linears):
        W -= 0.1 * linear.dW
        b -= 0.1 * linear.db
    return loss, [(linear.dW, linear.db) for linear in linears]

# %% wrong swapped_pairs
# returns each pair as db, dW
# caught by: one layer is logistic regression
def stack_gradients(x, labels, parameters):
    linears = [Linear(W, b) for W, b in parameters]
    layers = [linears[0]]
    for linear in linears[1:]:
        layers += [Relu(), linear]
    end = SoftmaxCrossEntropy()
    for layer in layers:
        x = layer.forward(x)
    loss = end.forward(x, labels)
    upstream = end.backward()
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.db, linear.dW) for linear in linears]
