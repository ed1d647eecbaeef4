# right: tf.scan over the steps
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    def step(carried, x):
        return cell(x, carried[0], carried[1], *weights)

    hidden, cells = tf.scan(step, inputs * input_masks, initializer=(state[0], state[1]))
    return hidden * output_masks, (hidden[-1], cells[-1])
