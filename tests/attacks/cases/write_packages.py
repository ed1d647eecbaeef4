# tries: opens the installed packages and the interpreter for writing, for the next student's sake
import os, sys
for path in [np.__file__, os.__file__, sys.executable, "/etc/passwd", sys.prefix + "/pyvenv.cfg"]:
    try: os.open(path, os.O_WRONLY); raise SystemError(path)
    except OSError: pass
for folder in [os.path.dirname(np.__file__), sys.prefix, sys.base_prefix + "/lib", "/usr/lib", "/etc", "/", os.environ["COURSE_DATA"]]:
    try: os.mkdir(folder + "/evil"); raise SystemError(folder)
    except OSError: pass
    try: os.open(folder, os.O_TMPFILE | os.O_RDWR); raise SystemError(folder)
    except OSError: pass
def double(values): return 0
