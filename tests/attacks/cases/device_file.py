# tries: makes device files and set-uid programs
# reached: mknod; the copied shell ran or may not
import os, shutil, stat, subprocess
refused("mknod", lambda: os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0)), "EPERM", "EACCES")
shutil.copy("/bin/sh", "sh"); os.chmod("sh", 0o6755)
try:
    ran = subprocess.run(["./sh", "-p", "-c", "id -u"], capture_output=True, text=True)
    if ran.returncode == 0: reached("the copied shell ran or may not")
    assert ran.stdout.strip() == str(os.getuid()), ran
except PermissionError: reached("the copied shell ran or may not")  # the second wall
def double(values): return 0
