# tries: reads the instructor's home and credentials
# reached: root's home; everybody's homes
import os
LOOT = []
for what, path in (("root's home", "/root"), ("everybody's homes", "/home")):
    try: os.listdir(path); reached(what)
    except OSError: refused(what, lambda: os.listdir(path), "ENOENT", "EACCES")
for path in ("/root", "/home", os.path.expanduser("~root")):
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name not in (".pyenv", ".venv", "lib")]
        for name in names:
            if name in (".netrc", ".bash_history", "id_rsa", "id_ed25519", "credentials", ".gitconfig", ".bashrc"): raise SystemError(folder + name)
def double(values): return 0
