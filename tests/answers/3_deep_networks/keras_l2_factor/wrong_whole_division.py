# wrong: whole-number division, which gives 0
# caught by: three and four
def keras_l2_factor(l2_factor):
    return l2_factor // 2
