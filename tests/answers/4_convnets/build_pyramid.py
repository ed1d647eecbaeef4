# %% right added_one_by_one
# layers added one by one, the input shape given late
def build_pyramid():
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    for _ in range(2):
        model.add(keras.layers.Conv2D(16, (5, 5), (2, 2), "same"))
        model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Reshape((784,)))
    model.add(keras.layers.Dense(64, tf.nn.relu))
    model.add(keras.layers.Dense(10, activation="linear"))
    return model

# %% right functional
# functional style, ReLU as layers of their own
def build_pyramid():
    inputs = x = keras.Input((28, 28, 1))
    for _ in range(2):
        x = keras.layers.Conv2D(16, 5, strides=2, padding="same")(x)
        x = keras.layers.Activation("relu")(x)
    x = keras.layers.Reshape((784,))(x)
    x = keras.layers.Dense(64, keras.ops.relu)(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))

# %% right no_input_layer
# Sequential without an input shape, built by its first batch
def build_pyramid():
    low, high = (keras.layers.Conv2D(16, 5, 2, "same", activation="relu") for _ in range(2))
    top = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10)])
    return keras.Sequential([low, high, keras.layers.Flatten(), top])

# %% right other_initializer
# He initialization
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, 2, "same", activation="relu", kernel_initializer="he_normal"),
        keras.layers.Conv2D(16, 5, 2, "same", activation="relu", kernel_initializer="he_normal"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% right subclass
# a class of its own, built once on a dummy batch
class Pyramid(keras.Model):
    def __init__(self):
        super().__init__()
        self.low = keras.layers.Conv2D(16, 5, strides=2, padding="same")
        self.high = keras.layers.Conv2D(16, 5, strides=2, padding="same")
        self.hidden = keras.layers.Dense(64)
        self.logits = keras.layers.Dense(10)

    def call(self, images, training=False):
        maps = tf.nn.relu(self.high(tf.nn.relu(self.low(images))))
        return self.logits(tf.nn.relu(self.hidden(tf.reshape(maps, (-1, 784)))))


def build_pyramid():
    model = Pyramid()
    model(tf.zeros((1, 28, 28, 1)))
    return model

# %% right subclass_not_built
# a class of its own, its layers in another order, not built yet
class MyPyramid(keras.Model):
    def __init__(self):
        super().__init__()
        self.logits = keras.layers.Dense(10)
        self.hidden = keras.layers.Dense(64, activation="relu")
        self.high = keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu")
        self.low = keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu")

    def call(self, images):
        maps = self.high(self.low(images))
        return self.logits(self.hidden(tf.reshape(maps, (-1, 784))))


def build_pyramid():
    return MyPyramid()

# %% wrong eleven_logits
# one logit too many
# caught by: ten logits an image
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(11),
    ])

# %% wrong linear_dense
# the dense layer of 64 has no ReLU
# caught by: layer for layer
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64),
        keras.layers.Dense(10),
    ])

# %% wrong no_activation
# the convolutions have no ReLU
# caught by: layer for layer
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong pools_in_place_of_strides
# pools where the strides belong
# caught by: layer for layer
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong read_backwards
# the dense layers in the order of the way back
# caught by: ten logits an image
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="relu"),
        keras.layers.Dense(64),
    ])

# %% wrong small_kernels
# 3×3 kernels
# caught by: 57,722 parameters
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong softmax
# softmax at the end
# caught by: layer for layer
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% wrong tanh
# tanh in place of ReLU
# caught by: layer for layer
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="tanh"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="tanh"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="tanh"),
        keras.layers.Dense(10),
    ])

# %% wrong valid_padding
# valid padding
# caught by: 57,722 parameters
def build_pyramid():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong shared_layers
# a new model in each call, around layers that all of them share
# caught by: layer for layer
layers = [
    keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
    keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
    keras.layers.Flatten(),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10),
]


def build_pyramid():
    return keras.Sequential([keras.Input((28, 28, 1)), *layers])

# %% wrong one_model
# returns the same model in each call
# caught by: layer for layer
the_model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
    keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
    keras.layers.Flatten(),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10),
])


def build_pyramid():
    return the_model

# %% [markdown] equivalent
# return keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(16, 5, strides=2, padding='same', activation='relu'), keras.layers.Conv2D(16, 5, strides=2, padding='same', activation='relu'), keras.layers.Flatten(), keras.layers.Dense(64, activation='relu'), keras.layers.Dense(10)])  ->  return keras.Sequential([keras.Input((28, 27, 1)), keras.layers.Conv2D(16, 5, strides=2, padding='same', activation='relu'), keras.layers.Conv2D(16, 5, strides=2, padding='same', activation='relu'), keras.layers.Flatten(), keras.layers.Dense(64, activation='relu'), keras.layers.Dense(10)])
#     27 pixels shrink to 14 and 7 as 28 do, so the weights are the same, and Keras takes images of 28
