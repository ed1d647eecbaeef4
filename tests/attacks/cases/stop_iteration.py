# tries: raises StopIteration
def double(values): raise StopIteration(6)
