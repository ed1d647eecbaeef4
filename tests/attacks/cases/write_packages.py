# tries: opens the installed packages and the interpreter for writing, for the next student's sake
# reached: numpy; os; interpreter; packages; prefix; libraries; data
import os, sys
answers = ("EACCES", "EPERM", "EROFS", "ETXTBSY", "ENOENT")
for what, path in (("numpy", np.__file__), ("os", os.__file__), ("interpreter", sys.executable), ("passwd", "/etc/passwd"), ("settings", sys.prefix + "/pyvenv.cfg")):
    refused(what, lambda: os.open(path, os.O_WRONLY), *answers)
for what, folder in (("packages", os.path.dirname(np.__file__)), ("prefix", sys.prefix), ("libraries", sys.base_prefix + "/lib"), ("system", "/usr/lib"), ("etc", "/etc"), ("root", "/"), ("data", os.environ["COURSE_DATA"])):
    refused(what, lambda: os.mkdir(folder + "/evil"), *answers, "EEXIST")
    refused(what, lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR), *answers, "EOPNOTSUPP")
def double(values): return 0
