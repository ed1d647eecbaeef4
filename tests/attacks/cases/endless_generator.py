# tries: returns a generator that never ends
# reached: handed to a test
# limit: 1
def endless():
    while True: yield 0.0
def double(values): return handed(endless())
