# tries: 10,000 displays with pictures and scripts
from IPython.display import display, HTML
for i in range(10_000): display({"text/html": "<script>alert(1)</script>", "image/png": "A" * 1000, "text/plain": "<script>"}, raw=True)
def double(values): return 0
