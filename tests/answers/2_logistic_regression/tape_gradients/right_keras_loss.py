# right: the loss of Keras, from logits
def tape_gradients(x, targets, W, b):
    loss_of = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
    with tf.GradientTape() as tape:
        tape.watch((W, b))
        loss = loss_of(targets, tf.nn.bias_add(x @ W, b))
    gradients = tape.gradient(loss, {"W": W, "b": b})
    return loss, gradients["W"], gradients["b"]
