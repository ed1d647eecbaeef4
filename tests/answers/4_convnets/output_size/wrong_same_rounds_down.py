# wrong: rounds size over stride down for same
# caught by: same, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return size // stride
    return (size - kernel_size) // stride + 1
