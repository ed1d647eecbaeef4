# tries: opens settings of the machine for writing
# reached: hostname; sysrq-trigger; state; drop_caches; mem; kmsg; vda
import os
for path in ("/proc/sys/kernel/hostname", "/proc/sysrq-trigger", "/sys/power/state", "/proc/sys/vm/drop_caches", "/dev/mem", "/dev/kmsg", "/dev/vda"):
    refused(path.split("/")[-1], lambda: os.open(path, os.O_WRONLY), "EACCES", "EPERM", "EROFS", "ENOENT")
def double(values): return 0
