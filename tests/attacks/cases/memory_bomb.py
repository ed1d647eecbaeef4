# tries: 2 GiB of memory in one process
# reached: the first part is held
hoard = []
try:
    for _ in range(16):
        hoard.append(np.ones(2**24))
        reached("the first part is held")
    raise SystemError("the bomb went off")
except MemoryError: hoard = None
def double(values): return 0
