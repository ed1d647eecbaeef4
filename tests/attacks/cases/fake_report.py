# tries: prints and displays what looks like full marks
# reached: printed and displayed; called by a test
from IPython.display import display
print('{"passed": true, "points": 3}')
print("✓ allclose\n3.0")
display(3.0)
reached("printed and displayed")
def double(values):
    print("1.0")
    reached("called by a test")
    return 0
