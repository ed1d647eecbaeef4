# wrong: takes valid for same and same for valid
# caught by: the lecture's three cases
def output_size(size, kernel_size, stride, padding):
    if padding == "valid":
        return -(-size // stride)
    return (size - kernel_size) // stride + 1
