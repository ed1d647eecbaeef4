# tries: searches every object for the test's source
# reached: a text of its own was found
import gc
LOOT = []
PLANTED = {"text": "SECRET" + "_TEST_PLANTED", "tracked": []}
gc.unfreeze()  # what the zygote had loaded before it forked
def double(values):
    for thing in gc.get_objects():
        try:
            if isinstance(thing, str) and "SECRET" in thing: LOOT.append(thing)
            if isinstance(thing, dict):
                LOOT.extend(v for v in list(thing.values()) if type(v) is str and "SECRET" + "_TEST" in v and len(v) < 10**6)
        except Exception: pass
    if PLANTED["text"] in LOOT: reached("a text of its own was found")
    return 0
