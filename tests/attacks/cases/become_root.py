# tries: every way to another user, and to what root may do
# reached: setuid; setgid; setgroups; setresuid; seteuid; capabilities were read
import os
refused("setuid", lambda: os.setuid(0), "EPERM")
refused("setgid", lambda: os.setgid(0), "EPERM")
refused("setgroups", lambda: os.setgroups([0]), "EPERM")
refused("setresuid", lambda: os.setresuid(0, 0, 0), "EPERM")
refused("seteuid", lambda: os.seteuid(0), "EPERM")
held = {line.split()[0]: int(line.split()[1], 16) for line in open("/proc/self/status") if line.startswith("Cap")}
if "CapEff:" in held: reached("capabilities were read")
assert not [name for name in held if held[name] and name != "CapBnd:"], held
def double(values): return 0
