# right: zips over unstacked steps
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    kernel, recurrent_kernel, bias = weights
    h, c = state
    shown = []
    for x, keep_in, keep_out in zip(tf.unstack(inputs), tf.unstack(input_masks), tf.unstack(output_masks)):
        h, c = cell(tf.multiply(x, keep_in), h, c, kernel, recurrent_kernel, bias)
        shown.append(tf.multiply(h, keep_out))
    return tf.stack(shown, axis=0), (h, c)
