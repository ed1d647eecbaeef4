# right: masks all inputs at once
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell((inputs * input_masks)[t], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state, cell_state)
