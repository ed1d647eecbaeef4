# tries: a pair of datagram sockets, whose ends can send to any socket by its name
# reached: abstract; journal; log
import socket
def send(name):
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    return a.sendto(b"hello", name)
for what, name in (("abstract", "\0LISTENER_NAME"), ("journal", "/run/systemd/journal/socket"), ("log", "/dev/log")):
    refused(what, lambda: send(name), "EISCONN", "ECONNREFUSED", "ENOENT", "EPERM", "EACCES", "EPROTOTYPE")
def double(values): return 0
