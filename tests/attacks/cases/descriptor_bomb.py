# tries: opens as many files as it can
# reached: no more files
import os
kept = []
def open_all():
    while len(kept) < 10_000: kept.append(os.open("/dev/null", os.O_RDONLY))
refused("no more files", open_all, "EMFILE")
assert len(kept) < 5_000
for descriptor in kept[:50]: os.close(descriptor)
def double(values): return 0
