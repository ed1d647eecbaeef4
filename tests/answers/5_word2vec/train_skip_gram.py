# %% right dense
# full gradients, slow but right
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.assign_sub(learning_rate * tf.convert_to_tensor(g))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% right own_sampler
# draws the rivals itself and hands them over
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(center, context):
        labels = tf.reshape(tf.cast(context, tf.int64), [-1, 1])
        rivals = tf.random.log_uniform_candidate_sampler(labels, 1, num_sampled, True, vocab_size)
        with tf.GradientTape() as tape:
            losses = tf.nn.sampled_softmax_loss(
                weights=weights,
                biases=biases,
                labels=labels,
                inputs=tf.nn.embedding_lookup(embeddings, center),
                num_sampled=num_sampled,
                num_classes=vocab_size,
                sampled_values=rivals,
            )
            loss = tf.reduce_mean(losses)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.assign_sub(learning_rate * tf.convert_to_tensor(g))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% right keras_sgd
# a Keras optimizer
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    optimizer = tf.keras.optimizers.SGD(learning_rate)
    optimizer.build(variables)
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% right one_function
# a loop of its own over random batches, without coursekit.train
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    @tf.function
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.nn.sampled_softmax_loss(
                weights, biases, tf.cast(context, tf.int64)[:, None],
                tf.nn.embedding_lookup(embeddings, center), min(num_sampled, vocab_size), vocab_size,
            )
            loss = tf.reduce_mean(loss)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    rng = np.random.default_rng(seed)
    centers, contexts = np.asarray(centers), np.asarray(contexts)
    losses = []
    for _ in range(steps):
        chosen = rng.integers(len(centers), size=128)
        losses.append(float(step(tf.constant(centers[chosen]), tf.constant(contexts[chosen]))))
    return embeddings.numpy(), [float(np.mean(part)) for part in np.array_split(losses, min(10, steps))]

# %% wrong fixed_rate
# ignores the learning rate
# caught by: the learning rate is used
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(1.0 * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% wrong last_loss_only
# returns one loss instead of the curve
# caught by: shapes and a falling loss
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.nn.sampled_softmax_loss(
                weights, biases, tf.cast(context, tf.int64)[:, None],
                tf.gather(embeddings, center), min(num_sampled, vocab_size), vocab_size,
            )
            loss = tf.reduce_mean(loss)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses[-1]

# %% wrong never_updates
# computes gradients and drops them
# caught by: shapes and a falling loss
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            pass
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% wrong output_layer_only
# moves weights and biases only
# caught by: words of a topic become neighbors
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables[1:], tape.gradient(loss, variables[1:])):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% wrong returns_weights
# returns the table of context vectors
# caught by: center in, context out
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return weights.numpy(), history.losses

# %% wrong swapped
# looks up the context
# caught by: center in, context out
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(center, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, context), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% wrong transposed
# returns the table on its side
# caught by: shapes and a falling loss
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.nn.sampled_softmax_loss(
                weights, biases, tf.cast(context, tf.int64)[:, None],
                tf.gather(embeddings, center), min(num_sampled, vocab_size), vocab_size,
            )
            loss = tf.reduce_mean(loss)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy().T, history.losses

# %% wrong uphill
# adds the gradient
# caught by: shapes and a falling loss
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center), num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_add(tf.IndexedSlices(tf.clip_by_value(learning_rate * g.values, -0.1, 0.1), g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% wrong full_softmax
# a softmax over the whole vocabulary, where num_sampled ids are asked for
# caught by: as many rivals as asked
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(center, context):
        with tf.GradientTape() as tape:
            inputs = tf.gather(embeddings, center)
            scores = tf.matmul(inputs, weights, transpose_b=True) + biases
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(context, scores))
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.assign_sub(learning_rate * tf.convert_to_tensor(g))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% wrong ignores_num_sampled
# always draws ten ids
# caught by: as many rivals as asked
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights,
                    biases=biases,
                    labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center),
                    num_sampled=10,
                    num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses

# %% [markdown] equivalent
# history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)  ->  history = train(step, (centers, contexts), steps=steps, seed=seed)
#     a quarter of the steps in grading is enough for the floor
# history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)  ->  history = train(step, (centers, contexts), steps=steps, grade_steps=steps)
#     set_seed(seed), given above it, already makes two seeds differ and one seed repeat; only the order of the batches stays

# %% wrong last_loss_of_each_tenth
# the last loss of each tenth instead of its mean
# caught by: as many rivals as asked
import numpy as np
import tensorflow as tf


def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    centers, contexts = np.asarray(centers, dtype=np.int32), np.asarray(contexts, dtype=np.int64)
    rng = np.random.default_rng(seed)
    usable = len(centers) // 128 * 128
    passes = -(-steps * 128 // usable)
    order = np.concatenate([rng.permutation(len(centers))[:usable] for _ in range(passes)])
    order = order[: steps * 128].reshape(steps, 128)

    @tf.function
    def step(batch_centers, batch_contexts):
        with tf.GradientTape() as tape:
            inputs = tf.gather(embeddings, batch_centers)
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=batch_contexts[:, None], inputs=inputs,
                    num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    curve = [float(step(tf.constant(centers[pick]), tf.constant(contexts[pick]))) for pick in order]
    losses = [float(part[-1]) for part in np.array_split(curve, 10) if len(part)]
    return embeddings.numpy(), losses

# %% wrong batches_without_seed
# draws batches without the seed
# caught by: as many rivals as asked
import numpy as np
import tensorflow as tf


def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    centers, contexts = np.asarray(centers, dtype=np.int32), np.asarray(contexts, dtype=np.int64)
    rng = np.random.default_rng()
    usable = len(centers) // 128 * 128
    passes = -(-steps * 128 // usable)
    order = np.concatenate([rng.permutation(len(centers))[:usable] for _ in range(passes)])
    order = order[: steps * 128].reshape(steps, 128)

    @tf.function
    def step(batch_centers, batch_contexts):
        with tf.GradientTape() as tape:
            inputs = tf.gather(embeddings, batch_centers)
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights, biases=biases, labels=batch_contexts[:, None], inputs=inputs,
                    num_sampled=num_sampled, num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    curve = [float(step(tf.constant(centers[pick]), tf.constant(contexts[pick]))) for pick in order]
    losses = [float(np.mean(part)) for part in np.array_split(curve, 10) if len(part)]
    return embeddings.numpy(), losses
