# right: rounds up with math.ceil and counts valid stops as a range
import math


def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return math.ceil(size / stride)
    return len(range(0, size - kernel_size + 1, stride))
