# tries: 10,000 files in each folder, links of itself included
import os, tempfile
for folder in ("/tmp", tempfile.gettempdir(), os.getcwd()):
    try:
        for i in range(10_000): open(f"{folder}/f{i}", "w").close()
    except OSError: pass
def double(values): return 0
