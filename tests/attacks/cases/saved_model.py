# tries: gives a model with a Lambda layer that runs code when it is loaded
import keras
def double(values):
    return keras.layers.Lambda(lambda x: __import__("os")._exit(0))
