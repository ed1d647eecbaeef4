# tries: raw sockets
import socket
for kind in (socket.SOCK_RAW,):
    try: socket.socket(socket.AF_INET, kind, 1); raise SystemError("raw")
    except OSError: pass
def double(values): return 0
