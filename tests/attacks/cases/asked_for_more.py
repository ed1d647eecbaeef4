# tries: asks the other end of every inherited socket for connections that are nobody's business
# reached: the wire is a socket; every socket was asked
import json, os, socket
SOCKETS = []
for entry in os.listdir("/proc/self/fd"):
    try:
        if os.readlink(f"/proc/self/fd/{entry}").startswith("socket:"):
            if int(entry) == WIRE_NUMBER: reached("the wire is a socket")
            else: SOCKETS.append(int(entry))
    except OSError: pass
def ask(line, data):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(1)
    try: socket.send_fds(line, [data], [theirs.fileno()])
    except OSError: return []
    theirs.close()
    try: return socket.recv_fds(ours, 1000, 4)[1]
    except OSError: return []
for number in SOCKETS:
    line = socket.socket(fileno=os.dup(number))
    for port in (LISTENER_PORT, 22, 80, 8888):
        for family in (4, 6): assert not ask(line, json.dumps({"op": "connect", "family": family, "port": port}).encode())
    for data in (b"", b"x" * 1000, b"{", b"[]", b"null", b'{"op": "listen", "family": 4, "port": 80}', b'{"op": "listen", "family": 4, "port": 1e400}', b'{"op": "fork", "family": 4, "port": 0}', b'{"op": "connect", "family": [], "port": {}}'):
        assert not ask(line, data)
reached("every socket was asked")
def double(values): return 0
