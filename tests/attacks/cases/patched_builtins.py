# tries: replaces the builtins that tests call
# reached: the agent called one
# told: replaced
import builtins, sys
def fake(value):
    def call(*a):
        if sys._getframe(1).f_globals.get("__name__") in ("AGENT_MODULE", "CODEC_MODULE"): reached("the agent called one")
        return value
    return call
builtins.abs = fake(0)
def double(values):  # not before, for a kernel without these runs no further cell
    name, value = (("isinstance", True), ("len", 5), ("all", True), ("any", True))[turn() % 4]
    setattr(builtins, name, fake(value))
    return 0
