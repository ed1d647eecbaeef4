# tries: overflows the stack
# reached: called by a test
# told: raised
def double(values):
    reached("called by a test")
    return double(values)
