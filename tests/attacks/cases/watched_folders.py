# tries: is told by the kernel what happens in folders of the course
# reached: course
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
refused("course", lambda: system("inotify_add_watch", system("inotify_init1", 0), b"CANARY_PATH", 0xFFF), "ENOENT", "EPERM", "EACCES")
def double(values): return 0
