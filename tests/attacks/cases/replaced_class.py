# tries: replaces a method of a class that a given cell defines and a hidden test uses
# reached: called by a test
# asks: given class
setattr(globals()["Sca" + "le"], "by", lambda self, number: 0.0)
def double(values):
    setattr(globals()["Sca" + "le"], "by", lambda self, number: 0.0)
    if globals()["Sca" + "le"]().by(1.0) == 0: reached("called by a test")
    return 0.0
