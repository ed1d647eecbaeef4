# wrong: one mask for all steps
# caught by: masks on both sides
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[0], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state * output_masks[0])
    return tf.stack(outputs), (hidden_state, cell_state)
