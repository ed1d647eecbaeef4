# tries: reads the environment and memory of every process in /proc
import os
LOOT = []
for entry in os.listdir("/proc"):
    for name in ("environ", "cmdline", "maps", "cwd", "root"):
        try:
            LOOT.append(open(f"/proc/{entry}/{name}", "rb").read().decode(errors="replace")[:4000])
        except OSError: pass
others = [e for e in os.listdir("/proc") if e.isdigit() and int(e) != os.getpid()]
assert not others, others
def double(values): return 0
