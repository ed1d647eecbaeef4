# tries: holds memory in the buffers of sockets
# reached: a part is held
import os, socket, time
def fill():
    pairs, sent = [], 0
    for _ in range(200):
        a, b = socket.socketpair()
        pairs.append((a, b))
        for end in (a, b):
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**20)
            try:
                while True: sent += end.send(bytes(2**14))
            except BlockingIOError: pass
    if sent > 2**24: reached("a part is held")
    return pairs, sent
children = []
total = 0
for _ in range(24):
    ours, theirs = os.pipe()
    children.append((os.fork(), ours))
    if children[-1][0] == 0:
        held, sent = fill()
        os.write(theirs, str(sent).encode())
        time.sleep(5)
        os._exit(7)
    os.close(theirs)
    total += int(os.read(ours, 20) or 0)
    if total > 1400 * 2**20: break
time.sleep(1)
print(total / 2**20, "MiB")
ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child, _ in children]
if total > 1200 * 2**20 and set(ended) == {7}: raise SystemError(f"{total / 2**20} MiB were held")
def double(values): return 0
