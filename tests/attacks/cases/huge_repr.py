# tries: a value whose display takes 100 MB
class Huge:
    def __repr__(self): return "x" * 100 * 2**20
Huge()
def double(values): return Huge()
