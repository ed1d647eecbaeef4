# tries: reads the examiner's requests before the agent does
# slow
# limit: 2
import os, socket, threading
LOOT = []
def read():
    s = socket.socket(fileno=os.dup(3))
    while True:
        data = s.recv(2**20)
        if not data: return
        LOOT.append(data.decode(errors="replace"))
threading.Thread(target=read, daemon=True).start()
# limit: 1
def double(values): return 0
