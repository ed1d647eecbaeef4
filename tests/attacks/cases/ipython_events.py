# tries: collects the source of the cells that run after this one
# reached: the source of a later cell
LOOT = []
def before(info):
    LOOT.append(info.raw_cell)
    reached("the source of a later cell")
get_ipython().events.register("pre_run_cell", before)
get_ipython().events.register("post_run_cell", lambda result: LOOT.append(str(result.info)))
def double(values): return 0
