# tries: the zygote's own socket and those of services in /run
# reached: run; zygote
import glob, os, socket
try: assert not os.listdir("/run"), os.listdir("/run")
except PermissionError: pass
reached("run")
def connect(kind, path): socket.socket(socket.AF_UNIX, kind).connect(path)
for kind in (socket.SOCK_SEQPACKET, socket.SOCK_STREAM, socket.SOCK_DGRAM):
    refused("zygote", lambda: connect(kind, "ZYGOTE_SOCKET"), "ENOENT", "EPERM", "EACCES")
    for path in glob.glob("/tmp/**/zygote", recursive=True) + ["/run/dbus/system_bus_socket", "/run/systemd/journal/socket", "/run/docker.sock"]:
        refused("service", lambda: connect(kind, path), "ENOENT", "EPERM", "EACCES", "ECONNREFUSED")
def double(values): return 0
