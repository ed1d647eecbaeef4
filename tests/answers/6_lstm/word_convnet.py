# %% right average_pooling
# average pooling, and a deeper last block
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.AveragePooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )

# %% right functional
# the functional interface, the columns as a strided convolution of full height
def word_convnet():
    inputs = keras.Input((24, 96, 1))
    x = keras.layers.Conv2D(16, 5, strides=2, padding="same", activation="relu")(inputs)
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPool2D(2)(x)
    x = keras.layers.Conv2D(48, 3, padding="same", activation="relu")(x)
    x = keras.layers.Conv2D(64, (6, 1), activation="relu")(x)  # (1, 24, 64)
    return keras.Model(inputs, keras.layers.Reshape((24, 64))(x))

# %% right gelu
# another activation, and no activation at the end
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="gelu"),
            layers.Conv2D(32, 3, padding="same", activation="gelu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="gelu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, 6 * 64)),
            layers.Dense(64),
        ]
    )

# %% right strides_only
# strides and no pooling
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )

# %% wrong averaged_away
# averages over the whole picture and repeats it
# caught by: columns go from left to right
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.GlobalAveragePooling2D(),
            layers.Dense(64, activation="relu"),
            layers.RepeatVector(24),
        ]
    )

# %% wrong dropout_of_nearly_all
# drops nine features in ten
# caught by: reads unseen typefaces
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.9),
        ]
    )

# %% wrong features_first
# features before columns
# caught by: columns of features
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
            layers.Permute((2, 1)),
        ]
    )

# %% wrong frozen
# a network that does not learn
# caught by: reads unseen typefaces
def word_convnet():
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )
    model.trainable = False
    return model

# %% wrong halved_three_times
# halves the width three times
# caught by: columns of features
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Permute((2, 1, 3)),
            layers.Reshape((12, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )

# %% wrong no_permute
# reshapes rows as if they were columns
# caught by: columns go from left to right
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )

# %% wrong not_called
# returns the layers, not a model
# caught by: columns of features
def word_convnet():
    layers = keras.layers
    return [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]

# %% wrong one_row
# keeps the top row of the picture only
# caught by: reads unseen typefaces
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Cropping2D(((0, 5), (0, 0))),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )

# %% wrong one_vector
# one vector of the whole picture, cut into columns
# caught by: columns of features
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(24 * 64),
            layers.Reshape((24, 64)),
        ]
    )

# %% wrong too_large
# far too many channels
# caught by: columns of features
def word_convnet():
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((24, 96, 1)),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.Conv2D(128, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(256, 3, padding="same", activation="relu"),
            layers.Permute((2, 1, 3)),
            layers.Reshape((24, -1)),
            layers.Dense(64, activation="relu"),
        ]
    )

# %% [markdown] dressed
# any
#     it returns a network

# %% [markdown] slips
# any
#     each takes fifteen seconds

# %% wrong halved_and_doubled
# halves the width three times and doubles it again
# caught by: columns of features
def word_convnet():
    return keras.Sequential([
        keras.Input((24, 96, 1)),
        keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Conv2D(64, 3, strides=2, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.UpSampling2D((1, 2)),
        keras.layers.Permute((2, 1, 3)),
        keras.layers.Reshape((24, 3 * 64)),
        keras.layers.Dense(64),
    ])

# %% wrong convolutions_frozen
# the convolutions are not trained
# caught by: columns of features
def word_convnet():
    return keras.Sequential([
        keras.Input((24, 96, 1)),
        keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu", trainable=False),
        keras.layers.BatchNormalization(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu", trainable=False),
        keras.layers.BatchNormalization(),
        keras.layers.MaxPooling2D(2),
        keras.layers.Conv2D(64, 3, padding="same", activation="relu", trainable=False),
        keras.layers.BatchNormalization(),
        keras.layers.Permute((2, 1, 3)),
        keras.layers.Reshape((24, 6 * 64)),
        keras.layers.Dense(64),
    ])

# %% wrong top_row_only
# only the topmost row of the last convolution is kept
# caught by: columns go from left to right
def word_convnet():
    return keras.Sequential([
        keras.Input((24, 96, 1)),
        keras.layers.Conv2D(16, 3, strides=2, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.MaxPooling2D(2),
        keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.Cropping2D(((0, 5), (0, 0))),
        keras.layers.Permute((2, 1, 3)),
        keras.layers.Reshape((24, 64)),
        keras.layers.Dense(64),
    ])

# %% wrong empty_edge_columns
# no padding: two columns of zeros are added at the edges
# caught by: columns of features
def word_convnet():
    return keras.Sequential([
        keras.Input((24, 96, 1)),
        keras.layers.Conv2D(16, 3, strides=2, activation="relu"),  # (11, 47)
        keras.layers.BatchNormalization(),
        keras.layers.Conv2D(32, 3, activation="relu"),  # (9, 45)
        keras.layers.BatchNormalization(),
        keras.layers.MaxPooling2D(2),  # (4, 22)
        keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
        keras.layers.BatchNormalization(),
        keras.layers.ZeroPadding2D(((0, 0), (1, 1))),  # (4, 24)
        keras.layers.Permute((2, 1, 3)),
        keras.layers.Reshape((24, 4 * 64)),
        keras.layers.Dense(64),
    ])
