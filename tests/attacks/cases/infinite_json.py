# tries: numbers that JSON reads as infinity, by another wire format of its own
# reached: the agent writes by it
# told: forged
import sys
frames = sys.modules["FRAMES_MODULE"]
original = frames._to_json
def to_json(value):
    if "result" not in value: return original(value)
    reached("the agent writes by it")
    return '{"id": %d, "result": 1e999, "changed": [], "buffers": []}' % value["id"]
frames._to_json = to_json
def double(values):
    return 1.0
