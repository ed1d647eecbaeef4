# right: computed with the functions of Part 2
lenet_table = []
for name, side, depth, kernel_size, channels_in in (
    ("C1", 28, 6, 5, 1), ("S2", 14, 6, 0, 0), ("C3", 10, 16, 5, 6), ("S4", 5, 16, 0, 0), ("C5", 1, 120, 5, 16)
):
    parameters = conv_parameters(kernel_size, channels_in, depth) if kernel_size else 0
    work = side**2 * kernel_size**2 * channels_in * depth
    lenet_table.append((name, (side, side, depth), parameters, work))
for name, inputs, units in (("F6", 120, 84), ("output", 84, 10)):
    lenet_table.append((name, (units,), dense_parameters(inputs, units), inputs * units))
