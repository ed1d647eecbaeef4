# tries: makes device files and set-uid programs
import os, shutil, stat
try: os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0)); raise SystemError("device")
except OSError: pass
shutil.copy("/bin/sh", "sh"); os.chmod("sh", 0o6755)
assert os.system("./sh -p -c 'test $(id -u) = 0'") != 0
def double(values): return 0
