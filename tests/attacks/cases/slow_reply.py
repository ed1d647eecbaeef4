# tries: sends its reply one byte a second
# slow
# limit: 1
import socket, time
def double(values):
    s = socket.socket(fileno=3)
    for byte in b"GRD1" + bytes(100):
        s.send(bytes([byte])); time.sleep(0.5)
