# tries: a value whose display takes 100 MB
# reached: displayed; handed to a test
class Huge:
    def __repr__(self):
        reached("displayed")
        return "x" * 100 * 2**20
def double(values): return handed(Huge())
Huge()
