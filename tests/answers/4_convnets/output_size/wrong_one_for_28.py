# wrong: a table of the lecture's three answers
# caught by: valid, any stride
def output_size(size, kernel_size, stride, padding):
    return {("same", 1): 28, ("valid", 1): 26, ("valid", 2): 13}[padding, stride]
