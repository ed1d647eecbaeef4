# tries: sockets of families that pass by a network namespace
# reached: netlink; packet; alg; vsock; xdp
import socket
for what, family in (("netlink", 16), ("packet", 17), ("alg", 38), ("vsock", 40), ("xdp", 44)):
    for kind in (1, 2, 3, 5): refused(what, lambda: socket.socket(family, kind), "EINVAL", "EPERM")
def double(values): return 0
