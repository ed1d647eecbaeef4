# tries: returns the very argument, which is equal to itself
def double(values): return values
