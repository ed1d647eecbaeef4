# %% right functional
# functional style; ReLU after the convolution by itself
def build_pooled():
    inputs = x = keras.Input((28, 28, 1))
    for _ in range(2):
        x = keras.layers.Conv2D(16, 5, padding="same")(x)
        x = keras.layers.Activation("relu")(x)
        x = keras.layers.MaxPool2D(2, 2)(x)
    x = keras.layers.Reshape((784,))(x)
    x = keras.layers.Dense(64, keras.ops.relu)(x)
    return keras.Model(inputs, keras.layers.Dense(10)(x))

# %% right pool_layer_names
# spells every argument out, pools with MaxPool2D
def build_pooled():
    model = keras.models.Sequential()
    model.add(keras.layers.InputLayer(shape=(28, 28, 1)))
    for _ in range(2):
        model.add(keras.layers.Conv2D(16, (5, 5), strides=(1, 1), padding="same", activation="relu"))
        model.add(keras.layers.MaxPool2D(pool_size=(2, 2), strides=(2, 2), padding="valid"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(units=64, activation="relu"))
    model.add(keras.layers.Dense(units=10, activation=None))
    return model

# %% right relu_after_pooling
# pools first and then takes ReLU, which gives the same numbers
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same"),
        keras.layers.MaxPooling2D(2),
        keras.layers.ReLU(),
        keras.layers.Conv2D(16, 5, padding="same"),
        keras.layers.MaxPooling2D(2),
        keras.layers.ReLU(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% right same_pooling
# pools with same padding, which changes nothing on 28 and 14 pixels
def build_pooled():
    x = inputs = keras.Input((28, 28, 1))
    for name in ("low", "high"):
        x = keras.layers.Conv2D(16, 5, padding="same", activation="relu", name=name)(x)
        x = keras.layers.MaxPooling2D(padding="same")(x)
    x = keras.layers.Dense(64, activation="relu")(keras.layers.Flatten()(x))
    return keras.Model(inputs, keras.layers.Dense(10)(x))

# %% right subclass_not_built
# a class of its own, its layers in another order, not built yet
class MyPooled(keras.Model):
    def __init__(self):
        super().__init__()
        self.top = [keras.layers.Dense(10), keras.layers.Dense(64, activation="relu")]
        self.convolutions = [keras.layers.Conv2D(16, 5, padding="same", activation="relu") for _ in range(2)]
        self.pool = keras.layers.MaxPooling2D(2)

    def call(self, images):
        for convolution in self.convolutions:
            images = self.pool(convolution(images))
        return self.top[0](self.top[1](tf.reshape(images, (-1, 784))))


def build_pooled():
    return MyPooled()

# %% wrong average
# average pooling
# caught by: pooled layer for layer
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.AveragePooling2D(2),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong overlapping_stride_one
# pools with stride 1
# caught by: still 57,722 parameters
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2, strides=1, padding="same"),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(2, strides=1, padding="same"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong pools_before
# pools before the convolutions
# caught by: pooled layer for layer
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong softmax
# softmax at the end, in place of logits
# caught by: pooled layer for layer
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% wrong strides_too
# keeps the strides and pools
# caught by: still 57,722 parameters
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong strides_without_pooling
# the pyramid of Part 4, unchanged
# caught by: pooled layer for layer
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong valid_padding
# leaves the padding out, so 4×4 places remain in place of 7×7
# caught by: still 57,722 parameters
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong wide_windows
# pooling windows of 3×3
# caught by: pooled layer for layer
def build_pooled():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(3, strides=2, padding="same"),
        keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(3, strides=2, padding="same"),
        keras.layers.Flatten(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10),
    ])

# %% wrong shared_layers
# a new model in each call, around layers that all of them share
# caught by: pooled layer for layer
layers = [
    keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10),
]


def build_pooled():
    return keras.Sequential([keras.Input((28, 28, 1)), *layers])

# %% wrong one_model
# returns the same model in each call
# caught by: pooled layer for layer
the_model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
    keras.layers.MaxPooling2D(),
    keras.layers.Flatten(),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10),
])


def build_pooled():
    return the_model

# %% [markdown] equivalent
# return keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(64, activation='relu'), keras.layers.Dense(10)])  ->  return keras.Sequential([keras.Input((28, 29, 1)), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(64, activation='relu'), keras.layers.Dense(10)])
#     29 pixels are pooled to 14 and 7 as 28 are, so the weights are the same, and Keras takes images of 28
# return keras.Sequential([keras.Input((28, 28, 1)), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(64, activation='relu'), keras.layers.Dense(10)])  ->  return keras.Sequential([keras.Input((29, 28, 1)), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Conv2D(16, 5, padding='same', activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(64, activation='relu'), keras.layers.Dense(10)])
#     29 pixels are pooled to 14 and 7 as 28 are, so the weights are the same, and Keras takes images of 28
