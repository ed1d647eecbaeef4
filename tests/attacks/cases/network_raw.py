# tries: raw sockets
# reached: raw
import socket
refused("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1), "EPERM", "EACCES")
def double(values): return 0
