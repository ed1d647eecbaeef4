# %% right masks_first
# masks all inputs at once
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell((inputs * input_masks)[t], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state, cell_state)

# %% right masks_last
# masks all outputs at once
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state)
    return tf.stack(outputs) * output_masks, (hidden_state, cell_state)

# %% right scan
# tf.scan over the steps
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    def step(carried, x):
        return cell(x, carried[0], carried[1], *weights)

    hidden, cells = tf.scan(step, inputs * input_masks, initializer=(state[0], state[1]))
    return hidden * output_masks, (hidden[-1], cells[-1])

# %% right unstack
# zips over unstacked steps
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    kernel, recurrent_kernel, bias = weights
    h, c = state
    shown = []
    for x, keep_in, keep_out in zip(tf.unstack(inputs), tf.unstack(input_masks), tf.unstack(output_masks)):
        h, c = cell(tf.multiply(x, keep_in), h, c, kernel, recurrent_kernel, bias)
        shown.append(tf.multiply(h, keep_out))
    return tf.stack(shown, axis=0), (h, c)

# %% wrong drops_the_state
# hands on the dropped state
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        hidden_state = hidden_state * output_masks[t]
        outputs.append(hidden_state)
    return tf.stack(outputs), (hidden_state, cell_state)

# %% wrong first_mask
# one mask for all steps
# caught by: masks on both sides
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[0], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state * output_masks[0])
    return tf.stack(outputs), (hidden_state, cell_state)

# %% wrong forgets_the_cell
# drops the cell state
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        cell_state = cell_state * output_masks[t]
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state, cell_state)

# %% wrong no_input_mask
# forgets the inputs
# caught by: masks on both sides
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state, cell_state)

# %% wrong no_output_mask
# forgets the outputs
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state)
    return tf.stack(outputs), (hidden_state, cell_state)

# %% wrong returns_dropped
# returns a dropped state
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        pass
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state * output_masks[-1], cell_state)

# %% wrong starts_from_zero
# ignores the state that was given
# caught by: the memory is never dropped
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = tf.zeros_like(state[0]), tf.zeros_like(state[1])
    outputs = []
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        outputs.append(hidden_state * output_masks[t])
    return tf.stack(outputs), (hidden_state, cell_state)

# %% wrong sums_steps
# returns the last output only
# caught by: masks on both sides
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    hidden_state, cell_state = state
    for t in range(inputs.shape[0]):
        hidden_state, cell_state = cell(inputs[t] * input_masks[t], hidden_state, cell_state, *weights)
        output = hidden_state * output_masks[t]
    return tf.repeat(output[None], inputs.shape[0], axis=0), (hidden_state, cell_state)

# %% wrong gradient_cut_each_step
# no gradient through the hidden state
# caught by: the state comes back whole
def dropout_layer(inputs, state, weights, input_masks, output_masks):
    (h, c), outputs = state, []
    for t in range(inputs.shape[0]):
        h, c = cell(inputs[t] * input_masks[t], tf.stop_gradient(h), c, *weights)
        outputs.append(h * output_masks[t])
    return tf.stack(outputs), (h, c)
