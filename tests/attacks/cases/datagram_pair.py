# tries: a pair of datagram sockets, whose ends can send to any socket by its name
import socket
for name in ("\0LISTENER_NAME", "/run/systemd/journal/socket", "/dev/log"):
    try:
        a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        a.sendto(b"hello", name); raise SystemError(name)
    except OSError: pass
def double(values): return 0
