# tries: answers with the reply to an earlier call
# reached: the agent answered by it
# told: forged
import os, socket
kept = []
original = socket.socket.sendall
def sendall(self, data, *rest):
    reached("the agent answered by it")
    kept.append(bytes(data)); return original(self, kept[0], *rest)
socket.socket.sendall = sendall
def double(values): return 0
