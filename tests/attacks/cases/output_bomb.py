# tries: 100 MB of printed text
# reached: printed in a cell; printed in a call
for _ in range(100): print("x" * 2**20)
reached("printed in a cell")
def double(values):
    for _ in range(100): print("y" * 2**20)
    reached("printed in a call")
    return 0
