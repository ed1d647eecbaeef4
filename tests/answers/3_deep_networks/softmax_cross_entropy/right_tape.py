# right: keeps the gradient that the tape gives
class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        logits = tf.constant(logits, tf.float64)
        with tf.GradientTape() as tape:
            tape.watch(logits)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            loss = tf.reduce_mean(losses)
        self.gradient = tape.gradient(loss, logits).numpy()
        return float(loss)

    def backward(self):
        return self.gradient
