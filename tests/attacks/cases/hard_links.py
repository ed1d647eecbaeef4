# tries: hard links to files outside its folders
import os
for path in (np.__file__, "/etc/passwd", "/bin/sh"):
    try: os.link(path, "link"); raise SystemError(path)
    except OSError: pass
def double(values): return 0
