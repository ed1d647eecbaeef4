# tries: 10,000 displays with pictures and scripts
# reached: all were displayed
from IPython.display import display, HTML
for i in range(10_000): display({"text/html": "<script>alert(1)</script>", "image/png": "A" * 1000, "text/plain": "<script>"}, raw=True)
reached("all were displayed")
def double(values): return 0
