# tries: fills the disk with files that have no name any more
# reached: 64 MiB without a name
import os, tempfile, time
kept, written = [], 0
try:
    for folder in (tempfile.gettempdir(), os.getcwd()):
        for i in range(16):
            kept.append(open(f"{folder}/gone", "wb")); os.unlink(f"{folder}/gone")
            for _ in range(16):
                written += kept[-1].write(bytes(2**22))
                if written >= 2**26: reached("64 MiB without a name")
except OSError: pass
time.sleep(1)
assert written < 2**29, "the bomb went off"
def double(values): return 0
