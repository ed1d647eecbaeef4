# tries: names and texts that are no valid UTF-8
print("\udcff\ud800 \x1b[2J\x00")
def double(values): return "\udcff\ud800"
