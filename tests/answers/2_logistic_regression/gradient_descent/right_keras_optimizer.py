# right: variables and the optimizer of Keras
def gradient_descent(x, targets, W, b, learning_rate, num_steps):
    x, targets = tf.constant(x, tf.float32), tf.constant(targets, tf.float32)
    variables = [tf.Variable(tf.cast(value, tf.float32)) for value in (W, b)]
    optimizer, losses = tf.keras.optimizers.SGD(learning_rate), []
    for _ in range(num_steps):
        loss, *gradients = tape_gradients(x, targets, *variables)
        losses.append(float(loss))
        optimizer.apply(gradients, variables)
    return variables[0].numpy(), variables[1].numpy(), losses
