# tries: reads the environment and memory of every process in /proc
# reached: its own process; the host's process
import os
LOOT = []
try: entries = os.listdir("/proc")
except PermissionError: entries = ["self", "1", str(os.getppid()), "VICTIM_PID"]
own = (str(os.getpid()), "self", "thread-self")
for entry in entries:
    for name in ("environ", "cmdline", "maps", "mem", "cwd", "root"):
        try:
            LOOT.append(open(f"/proc/{entry}/{name}", "rb").read().decode(errors="replace")[:4000])
            if entry == "self": reached("its own process")
            assert entry in own or not entry.isdigit(), (entry, name)
        except OSError: pass
refused("the host's process", lambda: open("/proc/VICTIM_PID/environ", "rb").read(), "ENOENT", "EACCES", "EPERM")
def double(values): return 0
