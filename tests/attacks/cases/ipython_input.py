# tries: rewrites the source of every cell that follows
# reached: a later cell went through it
def rewrite(lines):
    reached("a later cell went through it")
    return ["LOOT = %r\n" % (lines,)]
get_ipython().input_transformers_cleanup.append(rewrite)
def double(values): return 0
