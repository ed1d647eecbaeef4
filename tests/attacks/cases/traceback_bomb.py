# tries: an exception with a text of 100 MB and endless causes
# reached: called by a test
# told: raised
def double(values):
    error = ValueError("x" * 100 * 2**20)
    error.__cause__ = error
    reached("called by a test")
    raise error
