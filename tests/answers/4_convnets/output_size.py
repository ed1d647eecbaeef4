# %% right asks_keras
# asks a layer for its output shape
def output_size(size, kernel_size, stride, padding):
    layer = keras.layers.Conv1D(1, kernel_size, strides=stride, padding=padding)
    return int(layer.compute_output_shape((None, size, 1))[1])

# %% right math_ceil
# rounds up with math.ceil and counts valid stops as a range
import math


def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return math.ceil(size / stride)
    return len(range(0, size - kernel_size + 1, stride))

# %% right numpy_integers
# returns NumPy integers
def output_size(size, kernel_size, stride, padding):
    room = size - kernel_size if padding == "valid" else size - 1
    return np.int64(room // stride + 1)

# %% right walks
# walks along the axis and counts the stops
def output_size(size, kernel_size, stride, padding):
    last_start = size - 1 if padding == "same" else size - kernel_size
    stops = 0
    position = 0
    while position <= last_start:
        stops += 1
        position += stride
    return stops

# %% wrong forgets_first_stop
# leaves out the 1 for the first stop
# caught by: the lecture's three cases
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return -(-size // stride)
    return (size - kernel_size) // stride

# %% wrong names_swapped
# takes valid for same and same for valid
# caught by: the lecture's three cases
def output_size(size, kernel_size, stride, padding):
    if padding == "valid":
        return -(-size // stride)
    return (size - kernel_size) // stride + 1

# %% wrong one_for_28
# a table of the lecture's three answers
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    return {("same", 1): 28, ("valid", 1): 26, ("valid", 2): 13}[padding, stride]

# %% wrong padding_on_one_side
# same pads half a kernel on each side, rounded down, then counts as valid
# caught by: same, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        size += 2 * (kernel_size // 2)
    return (size - kernel_size) // stride + 1

# %% wrong same_ignores_stride
# same keeps the size whatever the stride
# caught by: same, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return size
    return (size - kernel_size) // stride + 1

# %% wrong same_rounds_down
# rounds size over stride down for same
# caught by: same, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return size // stride
    return (size - kernel_size) // stride + 1

# %% wrong true_division
# divides without rounding
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return round(size / stride)
    return (size - kernel_size + 1) / stride

# %% wrong valid_rounds_up
# rounds the last, incomplete move up
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return -(-size // stride)
    return -(-(size - kernel_size) // stride) + 1

# %% wrong valid_is_a_float
# a whole number, as a float
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    if padding == "same":
        return int(np.ceil(size / stride))
    return np.floor((size - kernel_size) / stride) + 1
