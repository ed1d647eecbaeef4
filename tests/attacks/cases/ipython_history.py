# tries: reads what ran before from the shell's history
# reached: its own cell stands there
def double(values):
    global LOOT
    shell = get_ipython()
    LOOT = str(shell.user_ns.get("In")) + str(shell.user_ns.get("_ih")) + str(shell.history_manager.input_hist_raw)
    try: LOOT += str(list(shell.history_manager.get_range()))
    except Exception: pass
    if "its own cell stands there" in LOOT: reached("its own cell stands there")
    return 0
