# tries: strings that are no text, in results, names and errors
def double(values):
    double.__name__ = "\ud800" * 50
    if isinstance(values, float):
        raise ValueError("\udfff" * 1000)
    return {"\ud800": "\udfff"}
