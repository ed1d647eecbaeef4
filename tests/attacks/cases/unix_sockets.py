# tries: the zygote's own socket and those of services in /run
import glob, os, socket
assert not os.listdir("/run"), os.listdir("/run")
for path in glob.glob("/tmp/**/zygote", recursive=True):
    s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try: s.connect(path); raise SystemError(path)
    except OSError: pass
def double(values): return 0
