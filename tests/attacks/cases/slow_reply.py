# tries: sends its reply one byte a second
# reached: a byte was sent
# told: late
# slow
# limit: 1
import socket, time
def double(values):
    s = socket.socket(fileno=WIRE_NUMBER)
    for byte in b"WIRE_MAGIC" + bytes(100):
        s.send(bytes([byte]))
        reached("a byte was sent")
        time.sleep(0.5)
