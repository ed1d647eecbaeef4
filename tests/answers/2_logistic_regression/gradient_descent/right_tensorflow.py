# right: float32 tensors and the tape
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    x, targets, W, b = (tf.constant(v, tf.float32) for v in (x, targets, W, b))
    losses = []
    for _ in range(num_steps):
        loss, dW, db = tape_gradients(x, targets, W, b)
        losses.append(loss.numpy())
        W, b = W - learning_rate * dW, b - learning_rate * db
    return W, b, losses
