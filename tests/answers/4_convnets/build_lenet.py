# %% right c5_as_convolution
# C5 is a 5×5 convolution on the 5×5 maps, as in the paper
def build_lenet():
    convolve, pool = keras.layers.Conv2D, keras.layers.MaxPooling2D
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        convolve(6, 5, padding="same", activation="relu"),
        pool(2),
        convolve(16, 5, activation="relu"),
        pool(2),
        convolve(120, 5, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% right functional
# functional style, ReLU after pooling
def build_lenet():
    inputs = keras.Input((28, 28, 1))
    x = keras.layers.Conv2D(6, 5, padding="same")(inputs)
    x = keras.layers.ReLU()(keras.layers.MaxPooling2D()(x))
    x = keras.layers.Conv2D(16, 5, padding="valid")(x)
    x = keras.layers.ReLU()(keras.layers.MaxPooling2D()(x))
    x = keras.layers.Flatten()(x)
    for units in (120, 84):
        x = keras.layers.Dense(units, activation="relu")(x)
    return keras.Model(inputs=inputs, outputs=keras.layers.Dense(10)(x))

# %% right initialized
# He initialization and layers with the names of the paper
def build_lenet():
    he = {"activation": "relu", "kernel_initializer": "he_normal"}
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", name="C1", **he),
        keras.layers.MaxPooling2D(2, name="S2"),
        keras.layers.Conv2D(16, 5, name="C3", **he),
        keras.layers.MaxPooling2D(2, name="S4"),
        keras.layers.Flatten(),
        keras.layers.Dense(120, name="C5", **he),
        keras.layers.Dense(84, name="F6", **he),
        keras.layers.Dense(10, name="output"),
    ])

# %% right padded_to_32
# pads to 32×32 as the paper does, then only valid convolutions
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.ZeroPadding2D(2),
        keras.layers.Conv2D(6, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% right subclass_not_built
# a class of its own, its layers in another order, not built yet
class MyLeNet(keras.Model):
    def __init__(self):
        super().__init__()
        self.flat = [keras.layers.Dense(units, activation="relu") for units in (84, 120)]
        self.out = keras.layers.Dense(10)
        self.c3 = keras.layers.Conv2D(16, 5, activation="relu")
        self.c1 = keras.layers.Conv2D(6, 5, padding="same", activation="relu")

    def call(self, images):
        maps = tf.nn.max_pool2d(self.c1(images), 2, 2, "VALID")
        maps = tf.nn.max_pool2d(self.c3(maps), 2, 2, "VALID")
        return self.out(self.flat[0](self.flat[1](tf.reshape(maps, (-1, 400)))))


def build_lenet():
    return MyLeNet()

# %% wrong average_pooling
# average pooling
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
        keras.layers.AveragePooling2D(2),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong both_same
# C3 has same padding too
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong eight_maps
# 8 kernels in C1
# caught by: the published sizes
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(8, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong linear_f6
# F6 has no ReLU
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84),
        keras.layers.Dense(10),
    ])

# %% wrong softmax
# softmax at the end, in place of logits
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% wrong tanh
# tanh as in the paper, against the statement
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="tanh"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="tanh"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="tanh"),
        keras.layers.Dense(84, activation="tanh"),
        keras.layers.Dense(10),
    ])

# %% wrong valid_c1
# C1 has valid padding, so C5 reads 4×4 maps
# caught by: LeNet layer for layer
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(84, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong without_f6
# leaves out F6
# caught by: the published sizes
def build_lenet():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(120, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong shared_layers
# a new model in each call, around layers that all of them share
# caught by: LeNet layer for layer
layers = [
    keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(16, 5, activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dense(120, activation="relu"),
    keras.layers.Dense(84, activation="relu"),
    keras.layers.Dense(10),
]


def build_lenet():
    return keras.Sequential([keras.Input((28, 28, 1)), *layers])

# %% wrong one_model
# returns the same model in each call
# caught by: LeNet layer for layer
the_model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(16, 5, activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dense(120, activation="relu"),
    keras.layers.Dense(84, activation="relu"),
    keras.layers.Dense(10),
])


def build_lenet():
    return the_model

# %% [markdown] equivalent
# return keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(6, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(120, activation='relu'), keras.layers.Dense(84, activation='relu'), keras.layers.Dense(10)])  ->  return keras.Sequential([keras.Input((28, 29, 1)), keras.layers.Conv2D(6, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(120, activation='relu'), keras.layers.Dense(84, activation='relu'), keras.layers.Dense(10)])
#     29 pixels are pooled to 14 as 28 are, so the weights are the same, and Keras takes images of 28
# return keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(6, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(120, activation='relu'), keras.layers.Dense(84, activation='relu'), keras.layers.Dense(10)])  ->  return keras.Sequential([keras.Input((29, 28, 1)), keras.layers.Conv2D(6, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(120, activation='relu'), keras.layers.Dense(84, activation='relu'), keras.layers.Dense(10)])
#     29 pixels are pooled to 14 as 28 are, so the weights are the same, and Keras takes images of 28
