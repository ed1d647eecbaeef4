# tries: bpf, perf, keyrings, io_uring, userfaultfd, modules, all with empty arguments
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for number in (321, 298, 248, 249, 250, 425, 323, 175, 313, 304):
    assert libc.syscall(number, 0, 0, 0, 0, 0) == -1, number
    assert ctypes.get_errno() == 1, (number, ctypes.get_errno())
def double(values): return 0
