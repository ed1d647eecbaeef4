# tries: opens as many files as it can
import os
kept = []
try:
    while len(kept) < 10_000: kept.append(os.open("/dev/null", os.O_RDONLY))
except OSError: pass
assert len(kept) < 5_000
for descriptor in kept[:50]: os.close(descriptor)
def double(values): return 0
