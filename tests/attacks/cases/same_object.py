# tries: returns the very argument, which is equal to itself
# reached: handed to a test
def double(values): return handed(values)
