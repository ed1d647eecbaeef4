# tries: the zygote's own socket and those of services in /run
import glob, os, socket
try: assert not os.listdir("/run"), os.listdir("/run")
except PermissionError: pass
for path in glob.glob("/tmp/**/zygote", recursive=True) + ["/run/dbus/system_bus_socket", "/run/systemd/journal/socket", "/run/docker.sock", os.path.dirname(os.path.dirname(os.getcwd())) + "/zygote"]:
    for kind in (socket.SOCK_SEQPACKET, socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            s = socket.socket(socket.AF_UNIX, kind)
            s.connect(path); raise SystemError(path)
        except OSError: pass
def double(values): return 0
