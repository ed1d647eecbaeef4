# tries: turns a connection within the submission into one that leads out
# reached: connected within; connect; send
import socket, struct
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
reached("connected within")
address = struct.pack("=H", 2) + struct.pack("!H4s8x", LISTENER_PORT, socket.inet_aton("127.0.0.1"))
answers = ("ECONNREFUSED", "EPERM", "EISCONN", "EINVAL", "EOPNOTSUPP", "ENOTCONN", "EPIPE")
for s in (client, server):
    try: system("connect", s.fileno(), struct.pack("=H14x", 0), 16)  # AF_UNSPEC: forget the peer
    except OSError: pass
    refused("connect", lambda: system("connect", s.fileno(), address, 16), *answers)
    refused("send", lambda: s.sendto(b"hello", 0x20000000, ("127.0.0.1", LISTENER_PORT)), *answers)
def double(values): return 0
