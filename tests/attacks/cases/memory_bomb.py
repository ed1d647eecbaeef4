# tries: 2 GiB of memory in one process
# reached: there is no more
try:
    hoard = [np.ones(2**24) for _ in range(16)]
    raise SystemError("the bomb went off")
except MemoryError:
    hoard = None
    reached("there is no more")
def double(values): return 0
