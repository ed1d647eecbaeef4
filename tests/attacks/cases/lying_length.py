# tries: a sequence with a false length and endless items
# reached: handed to a test
# limit: 1
class Endless:
    def __len__(self): return 5
    def __iter__(self):
        while True: yield 0
    def __getitem__(self, i): return 0
def double(values): return handed(Endless())
