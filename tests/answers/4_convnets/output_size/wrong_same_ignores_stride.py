# wrong: same keeps the size whatever the stride
# caught by: same, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return size
    return (size - kernel_size) // stride + 1
