# tries: never returns from a C function
# slow
# limit: 1
def double(values): return 7 ** (10 ** 9)
