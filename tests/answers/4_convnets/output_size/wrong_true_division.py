# wrong: divides without rounding
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return round(size / stride)
    return (size - kernel_size + 1) / stride
