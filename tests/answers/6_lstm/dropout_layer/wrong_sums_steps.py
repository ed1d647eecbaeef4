# wrong: returns the last output only
# caught by: masks on both sides
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        output = hidden_state * output_masks[t]
    return tf.repeat(output[None], inputs.shape[0], axis=0), (hidden_state, cell_state)
