# tries: replaces the codec's own modules in the kernel
# reached: the agent writes by it
# told: forged
import json, struct
json.dumps = lambda *a, **k: '{"id": 1, "result": true, "buffers": []}'
original = json.JSONEncoder.iterencode
def iterencode(self, value, *a, **k):
    if not (type(value) is dict and "result" in value): return original(self, value, *a, **k)
    reached("the agent writes by it")
    return ['{"id": 1, "result": true, "changed": [], "buffers": []}']
json.JSONEncoder.iterencode = iterencode
def double(values): return 0
