# wrong: rounds the last, incomplete move up
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return -(-size // stride)
    return -(-(size - kernel_size) // stride) + 1
