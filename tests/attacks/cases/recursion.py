# tries: overflows the stack
def double(values): return double(values)
