# tries: 1 GiB of files
# reached: 64 MiB were written
import os, tempfile
written = 0
for folder in ("/tmp", tempfile.gettempdir(), os.getcwd(), "/dev/shm"):
    for i in range(8):
        try:
            with open(f"{folder}/hoard{i}", "wb") as f:
                for _ in range(32):
                    written += f.write(bytes(2**22))
                    if written >= 2**26: reached("64 MiB were written")
        except OSError: break
assert written < 2**29, "the bomb went off"
def double(values): return 0
