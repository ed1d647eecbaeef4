# tries: turns a connection within the submission into one that leads out
import ctypes, socket, struct, threading
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
libc = ctypes.CDLL(None, use_errno=True)
for s in (client, server):
    libc.connect(s.fileno(), struct.pack("=H14x", 0), 16)  # AF_UNSPEC: forget the peer
    address = struct.pack("!2sH4s8x", struct.pack("=H", 2), LISTENER_PORT, socket.inet_aton("127.0.0.1"))
    if libc.connect(s.fileno(), address, 16) == 0: raise SystemError("connected")
    try: s.sendto(b"hello", 0x20000000, ("127.0.0.1", LISTENER_PORT))
    except OSError: pass
def double(values): return 0
