# tries: folders too deep and too closed to be removed
# reached: 100 folders deep
import os, tempfile
os.chdir(tempfile.gettempdir())
try:
    for depth in range(3000):
        os.mkdir("d" * 100); os.chdir("d" * 100)
        if depth == 100: reached("100 folders deep")
    os.mkdir("closed", 0)
except OSError: pass
def double(values): return 0
