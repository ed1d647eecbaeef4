# wrong: ignores the state that was given
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = tf.zeros_like(state[0]), tf.zeros_like(state[1])
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state, cell_state)
