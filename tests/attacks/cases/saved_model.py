# tries: gives a model with a Lambda layer that runs code when it is loaded
# reached: handed to a test
import keras
def double(values):
    return handed(keras.layers.Lambda(lambda x: __import__("os")._exit(0)))
