# tries: hides memory in memfd and System V segments
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for _ in range(3):
    try: os.ftruncate(os.memfd_create("hoard"), 2**28); raise SystemError("memfd")
    except PermissionError: pass
assert libc.shmget(0, 2**28, 0o1600) == -1
def double(values): return 0
