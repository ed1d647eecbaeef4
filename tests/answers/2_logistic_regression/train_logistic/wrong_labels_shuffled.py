# wrong: shuffles the images without their labels
# caught by: new letters
def train_logistic(x, labels):
    W, b = new_parameters()
    targets = np.eye(10, dtype=np.float32)[labels]
    train(make_step(W, b, 0.02), (np.random.default_rng(0).permutation(x), targets), steps=3_000, grade_steps=2_000)
    return W.numpy(), b.numpy()
