# wrong: returns W with one row per class
# caught by: learns four points
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (x, targets), steps=3_000, grade_steps=2_000)
    return W.numpy().T, b.numpy()
