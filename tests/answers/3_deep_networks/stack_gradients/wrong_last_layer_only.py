# wrong: gives every layer below the last a gradient of zero
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
