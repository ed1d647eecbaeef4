# tries: returns a generator that never ends
# limit: 1
def double(values):
    while True: yield 0.0
