# wrong: one Relu for all layers, which remembers only the last
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
