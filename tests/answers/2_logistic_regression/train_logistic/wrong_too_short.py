# wrong: trains for ten steps
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (x, targets), steps=10, grade_steps=10)
    return W.numpy(), b.numpy()
