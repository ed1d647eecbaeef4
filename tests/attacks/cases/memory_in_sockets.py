# tries: holds memory in the buffers of sockets
# reached: a part is held
# told: memory
# limit: 40
import os, signal, socket, time
def fill():
    pairs, sent = [], 0
    for _ in range(200):
        a, b = socket.socketpair()
        pairs.append((a, b))
        for end in (a, b):
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20)
            try:
                while True: sent += end.send(bytes(2**16))
            except BlockingIOError: pass
    if sent > 2**22: reached("a part is held")
    return pairs, sent
children, total = [], 0
while total < 1300 * 2**20 and len(children) < 30:
    ours, theirs = os.pipe()
    children.append(os.fork())
    if children[-1] == 0:
        held, sent = fill()
        os.write(theirs, str(sent).encode())
        time.sleep(60)
        os._exit(0)
    os.close(theirs)
    total += int(os.read(ours, 20) or 0)
time.sleep(1)
alive = [child for child in children if os.waitpid(child, os.WNOHANG) == (0, 0)]
for child in alive: os.kill(child, signal.SIGKILL)
if total > 1200 * 2**20 and alive == children: raise SystemError(f"{total / 2**20} MiB were held")
def double(values): return 0
