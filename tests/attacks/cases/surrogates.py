# tries: strings that are no text, in results, names and errors
# reached: handed to a test; an error was raised
def double(values):
    double.__name__ = "\ud800" * 50
    if isinstance(values, float):
        reached("an error was raised")
        raise ValueError("\udfff" * 1000)
    return handed({"\ud800": "\udfff"})
