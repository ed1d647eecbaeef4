# right: builds the network and lets Keras count
def count_parameters(sizes):
    layers = [tf.keras.layers.Dense(size) for size in sizes[1:]]
    return tf.keras.Sequential([tf.keras.Input((sizes[0],)), *layers]).count_params()
