# tries: an abstract Unix socket of the host
# reached: connect
import socket
refused("connect", lambda: socket.socket(socket.AF_UNIX).connect("\0LISTENER_NAME"), "ECONNREFUSED", "EPERM", "EACCES")
def double(values): return 0
