# tries: folders too deep and too closed to be removed
import os, tempfile
os.chdir(tempfile.gettempdir())
try:
    for depth in range(3000):
        os.mkdir("d" * 100); os.chdir("d" * 100)
    os.mkdir("closed", 0)
except OSError: pass
def double(values): return 0
