# right: a class of its own, built once on a dummy batch
class Pyramid(keras.Model):
    def __init__(self):
        super().__init__()
        self.low = keras.layers.Conv2D(16, 5, strides=2, padding="same")
        self.high = keras.layers.Conv2D(16, 5, strides=2, padding="same")
        self.hidden = keras.layers.Dense(64)
        self.logits = keras.layers.Dense(10)

    def call(self, images, training=False):
        maps = tf.nn.relu(self.high(tf.nn.relu(self.low(images))))
        return self.logits(tf.nn.relu(self.hidden(tf.reshape(maps, (-1, 784)))))


def build_pyramid():
    model = Pyramid()
    model(tf.zeros((1, 28, 28, 1)))
    return model
