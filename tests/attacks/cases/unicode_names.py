# tries: names and texts that are no valid UTF-8
# reached: printed; handed to a test
print("\udcff\ud800 \x1b[2J\x00")
reached("printed")
def double(values): return handed("\udcff\ud800")
