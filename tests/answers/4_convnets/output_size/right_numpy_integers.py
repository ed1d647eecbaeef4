# right: returns NumPy integers
def output_size(size, kernel_size, stride, padding):
    room = size - kernel_size if padding == "valid" else size - 1
    return np.int64(room // stride + 1)
