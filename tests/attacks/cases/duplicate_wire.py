# tries: reads the examiner's requests before the agent does
# reached: a request was read
# slow
# limit: 2
import os, socket, threading
LOOT = []
def read():
    s = socket.socket(fileno=os.dup(WIRE_NUMBER))
    while True:
        data = s.recv(2**20)
        if not data: return
        reached("a request was read")
        LOOT.append(data.decode(errors="replace"))
threading.Thread(target=read, daemon=True).start()
def double(values): return 0
