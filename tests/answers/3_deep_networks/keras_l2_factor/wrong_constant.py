# wrong: a constant that fits one example
# caught by: any weights
def keras_l2_factor(l2_factor):
    return 0.05
