# tries: reaches a server of the host's own loopback
import socket
for address in ("127.0.0.1", "::1", "localhost"):
    try: socket.create_connection((address, LISTENER_PORT), timeout=0.3); raise SystemError("connected")
    except OSError: pass
def double(values): return 0
