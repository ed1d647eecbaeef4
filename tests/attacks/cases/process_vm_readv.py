# tries: reads the memory of another process
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
assert libc.syscall(310, VICTIM_PID, 0, 0, 0, 0, 0) == -1
def double(values): return 0
