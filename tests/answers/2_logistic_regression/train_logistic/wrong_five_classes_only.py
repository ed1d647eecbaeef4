# wrong: puts all classes above 4 together
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[np.minimum(labels, 4)]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()
