# tries: changes mode, times, owner and attributes of the course's files, by name and by open file
# reached: every change of a name; every change of an open file
import os
def attempt(change):
    try: change()
    except OSError as error: return error.errno
for path in ("CANARY_PATH/gradebook.db", "CANARY_PATH"):
    attempt(lambda: os.chmod(path, 0o777))
    attempt(lambda: os.utime(path, (1, 1)))
    attempt(lambda: os.chown(path, 12345, 12345))
    attempt(lambda: os.setxattr(path, "user.evil", b"x"))
    attempt(lambda: os.rename(path, path + "2"))
    attempt(lambda: os.link(path, "linked"))
reached("every change of a name")
for path in (np.__file__, os.__file__):
    before = os.stat(path)
    with open(path) as file:
        attempt(lambda: os.fchmod(file.fileno(), 0o600 | before.st_mode & 0o777))
        attempt(lambda: os.utime(file.fileno(), (before.st_atime + 1, before.st_mtime)))
        attempt(lambda: os.setxattr(file.fileno(), "user.evil", b"x"))
    after = os.stat(path)
    assert (before.st_mode, before.st_mtime, before.st_ctime) == (after.st_mode, after.st_mtime, after.st_ctime)
reached("every change of an open file")
def double(values): return 0
