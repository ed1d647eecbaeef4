# tries: an abstract Unix socket of the host
import socket
s = socket.socket(socket.AF_UNIX)
try: s.connect("\0LISTENER_NAME"); raise SystemError("connected")
except OSError: pass
def double(values): return 0
