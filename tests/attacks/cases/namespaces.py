# tries: makes namespaces and mounts to become root inside; the arguments could do no harm outside
# reached: unshare users; unshare mounts; clone3; mount; umount2; chroot; open_tree; setns
refused("unshare users", lambda: system("unshare", 0x10000000), "EPERM")
refused("unshare mounts", lambda: system("unshare", 0x00020000), "EPERM")
refused("clone3", lambda: system(435, 0, 0), "ENOSYS")
refused("mount", lambda: system("mount", b"none", b"/does/not/exist", b"tmpfs", 0, None), "EPERM")
refused("umount2", lambda: system("umount2", b"/does/not/exist", 2), "EPERM")
refused("chroot", lambda: system("chroot", b"/does/not/exist"), "EPERM")
refused("open_tree", lambda: system("open_tree", -100, b"/does/not/exist", 1), "EPERM")
refused("setns", lambda: system("setns", -1, 0), "EPERM")
def double(values): return 0
