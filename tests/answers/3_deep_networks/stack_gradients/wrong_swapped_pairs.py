# wrong: returns each pair as db, dW
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
