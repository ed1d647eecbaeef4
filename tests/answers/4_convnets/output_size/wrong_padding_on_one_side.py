# wrong: same pads half a kernel on each side, rounded down, then counts as valid
# caught by: same, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        size += 2 * (kernel_size // 2)
    return (size - kernel_size) // stride + 1
