# right: TensorFlow in float32
class Linear:
    def __init__(self, W, b):
        self.W, self.b = tf.cast(W, tf.float32), tf.cast(b, tf.float32)

    def forward(self, x):
        self.x = tf.cast(x, tf.float32)
        return (self.x @ self.W + self.b).numpy()

    def backward(self, upstream):
        upstream = tf.cast(upstream, tf.float32)
        self.dW = tf.matmul(self.x, upstream, transpose_a=True).numpy()
        self.db = tf.reduce_sum(upstream, axis=0).numpy()
        return tf.matmul(upstream, self.W, transpose_b=True).numpy()
