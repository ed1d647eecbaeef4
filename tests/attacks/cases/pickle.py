# tries: returns objects whose unpickling would run code
import os
class Bomb:
    def __reduce__(self): return (os._exit, (0,))
def double(values): return [Bomb(), {"a": Bomb()}]
