# wrong: cuts the gradient
# caught by: gradients
def lstm_step(x, hidden_state, cell_state, kernel, recurrent_kernel, bias):
    import numpy
    z = lambda t: 1 / (1 + numpy.exp(-t))
    g4 = numpy.asarray(x) @ numpy.asarray(kernel) + numpy.asarray(hidden_state) @ numpy.asarray(recurrent_kernel) + numpy.asarray(bias)
    i, f, g, o = numpy.split(g4, 4, axis=1)
    c = z(f) * numpy.asarray(cell_state) + z(i) * numpy.tanh(g)
    return tf.constant(z(o) * numpy.tanh(c)), tf.constant(c)
