# right: a Keras model with momentum
def train_logistic(x, labels):
    model = tf.keras.Sequential([tf.keras.Input((784,)), tf.keras.layers.Dense(10)])
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(tf.keras.optimizers.SGD(0.002, momentum=0.9), loss)
    model.fit(x, labels, batch_size=128, epochs=max(4, min(60, 100_000 // len(x))), verbose=0)
    return model.get_weights()
