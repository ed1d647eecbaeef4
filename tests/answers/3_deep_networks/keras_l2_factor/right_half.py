# right: times one half
def keras_l2_factor(l2_factor):
    return 0.5 * l2_factor
