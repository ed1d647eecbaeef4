# wrong: returns the gradients from last to first
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
    for layer in reversed(layers):
        upstream = layer.backward(upstream)
    return loss, [(linear.dW, linear.db) for linear in linears[::-1]]
