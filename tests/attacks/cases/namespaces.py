# tries: makes namespaces and mounts to become root inside; the arguments could do no harm outside
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def refused(result): return result == -1 and ctypes.get_errno() in (1, 38)
assert refused(libc.unshare(0x10000000))
assert refused(libc.unshare(0x00020000))
assert refused(libc.syscall(435, 0, 0))
assert refused(libc.mount(b"none", b"/does/not/exist", b"tmpfs", 0, None))
assert refused(libc.umount2(b"/does/not/exist", 2))
assert refused(libc.chroot(b"/does/not/exist"))
assert refused(libc.syscall(428, -100, b"/does/not/exist", 1))
assert refused(libc.setns(-1, 0))
def double(values): return 0
