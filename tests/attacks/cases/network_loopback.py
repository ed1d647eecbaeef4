# tries: reaches a server of the host's own loopback
# reached: 127.0.0.1; ::1
import socket
for address in ("127.0.0.1", "::1", "localhost"):
    refused(address, lambda: socket.create_connection((address, LISTENER_PORT), timeout=0.3), "ECONNREFUSED", "EADDRNOTAVAIL", "ENETUNREACH", "EPERM", "EACCES")
def double(values): return 0
