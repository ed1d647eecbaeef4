# tries: never returns from a C function
# reached: called by a test
# told: late
# slow
# limit: 1
def double(values):
    reached("called by a test")
    return 7 ** (10 ** 9)
