# wrong: leaves out the 1 for the first stop
# caught by: the lecture's three cases
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size) // stride
