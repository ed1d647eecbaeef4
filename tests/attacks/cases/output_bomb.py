# tries: 100 MB of printed text
for _ in range(100): print("x" * 2**20)
def double(values):
    for _ in range(100): print("y" * 2**20)
    return 0
