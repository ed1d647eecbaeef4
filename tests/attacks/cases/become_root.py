# tries: every way to another user
import os
for change in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0), lambda: os.seteuid(0)):
    try: change(); raise SystemError("became another user")
    except PermissionError: pass
assert os.getuid() != 0
def double(values): return 0
