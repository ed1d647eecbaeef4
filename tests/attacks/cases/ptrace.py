# tries: attaches to a process of the host
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
assert libc.ptrace(16, VICTIM_PID, 0, 0) == -1
assert libc.ptrace(0x4206, VICTIM_PID, 0, 0) == -1
def double(values): return 0
