# wrong: the square root
# caught by: any weights
def keras_l2_factor(l2_factor):
    return l2_factor**0.5 / 2
