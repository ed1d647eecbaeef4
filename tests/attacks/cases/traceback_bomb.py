# tries: an exception with a text of 100 MB and endless causes
def double(values):
    error = ValueError("x" * 100 * 2**20)
    error.__cause__ = error
    raise error
