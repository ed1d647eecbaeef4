# tries: hard links to files outside its folders
# reached: package; passwd; shell
import os
for what, path in (("package", np.__file__), ("passwd", "/etc/passwd"), ("shell", "/bin/sh")):
    refused(what, lambda: os.link(path, "link"), "EXDEV", "EPERM", "EACCES", "EROFS")
def double(values): return 0
