# tries: every way to another user, and to what root may do
import os
for change in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0), lambda: os.seteuid(0)):
    try: change(); raise SystemError("became another user")
    except PermissionError: pass
capable = [line for line in open("/proc/self/status") if line.startswith("Cap") and int(line.split()[1], 16) and not line.startswith("CapBnd")]
assert not capable, capable
def double(values): return 0
