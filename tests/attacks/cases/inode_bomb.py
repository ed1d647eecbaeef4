# tries: 10,000 files in each folder, links of itself included
# reached: 1,000 files were made
import os, tempfile
for folder in ("/tmp", tempfile.gettempdir(), os.getcwd()):
    try:
        for i in range(10_000):
            open(f"{folder}/f{i}", "w").close()
            if i == 1_000: reached("1,000 files were made")
    except OSError: pass
def double(values): return 0
