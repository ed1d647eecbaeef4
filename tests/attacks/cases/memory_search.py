# tries: reads its own memory for the test's source
# reached: memory was read
import re
LOOT = []
PLANTED = "SECRET" + "_TEST_SOURCE" + "_7"
def double(values):
    marker = b"SECRET" + b"_TEST_SOURCE"
    try:
        for line in open("/proc/self/maps"):
            span, mode = line.split()[:2]
            if mode.startswith("rw"):
                low, high = (int(x, 16) for x in span.split("-"))
                with open("/proc/self/mem", "rb") as f:
                    f.seek(low)
                    found = f.read(min(high - low, 2**24))
                    for m in re.finditer(marker + b"_[0-9]+", found): LOOT.append(m.group().decode())
    except OSError as error: print(error)
    if PLANTED in LOOT: reached("memory was read")
    return 0
