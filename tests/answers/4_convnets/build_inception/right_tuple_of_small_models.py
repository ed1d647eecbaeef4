# right: each branch is a small Sequential model
def build_inception(shape, widths):
    def branch(*layers):
        return keras.Sequential([keras.Input(shape), *layers])

    def conv(filters, size):
        return keras.layers.Conv2D(filters, size, padding="same", activation="relu")

    pool, one, few_3, three, few_5, five = widths
    branches = [
        branch(keras.layers.AveragePooling2D(3, 1, "same"), conv(pool, 1)),
        branch(conv(one, 1)),
        branch(conv(few_3, 1), conv(three, 3)),
        branch(conv(few_5, 1), conv(five, 5)),
    ]
    x = keras.Input(shape)
    return keras.Model(x, keras.ops.concatenate([b(x) for b in branches], axis=-1))
