# right: three hidden layers, no dropout, answers as a list
set_seed(7)
best_layers = he_layers((784, budget(1024, 512), 256, 256, 10), seed=11)
best_variables = list(itertools.chain.from_iterable(best_layers))
NUM_STEPS, DROPPED_PERCENT = budget(6_000, 1_500), budget(20, 0)
schedule = tf.keras.optimizers.schedules.CosineDecay(0.05, NUM_STEPS)
optimizer = tf.keras.optimizers.SGD(schedule, momentum=0.9)
optimizer.build(best_variables)


def best_step(images, y):
    x = (tf.cast(images, tf.float32) - 128) / 128
    with tf.GradientTape() as tape:
        logits = network_logits(x, best_layers)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits)
        loss = tf.reduce_mean(losses) + l2_penalty(best_layers, 1e-5)
    optimizer.apply(tape.gradient(loss, best_variables), best_variables)
    return loss


best_data = (glyphs.x_train.reshape(-1, 784), glyphs.y_train)
best_run = train(best_step, best_data, steps=NUM_STEPS, grade_steps=NUM_STEPS)


def classify(images):
    x = tf.constant(normalize(images).reshape(-1, 784))
    return tf.argmax(network_logits(x, best_layers), axis=1).numpy().tolist()
