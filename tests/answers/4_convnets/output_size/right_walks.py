# right: walks along the axis and counts the stops
def output_size(size, kernel_size, stride, padding):
    last_start = size - 1 if padding == "same" else size - kernel_size
    stops = 0
    position = 0
    while position <= last_start:
        stops += 1
        position += stride
    return stops
