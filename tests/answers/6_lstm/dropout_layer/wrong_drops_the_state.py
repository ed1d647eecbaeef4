# wrong: hands on the dropped state
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        hidden_state = hidden_state * output_masks[t]
        outputs.append(hidden_state)
    return tf.stack(outputs), (hidden_state, cell_state)
