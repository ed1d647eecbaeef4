# right: reads shapes and parameters from a Keras model built here
lenet_table = []
_model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(6, 5, padding="same", name="C1"),
    keras.layers.MaxPooling2D(name="S2"),
    keras.layers.Conv2D(16, 5, name="C3"),
    keras.layers.MaxPooling2D(name="S4"),
    keras.layers.Flatten(name="flat"),
    keras.layers.Dense(120, name="C5"),
    keras.layers.Dense(84, name="F6"),
    keras.layers.Dense(10, name="output"),
])
for _layer in _model.layers:
    _shape = tuple(_layer.output.shape[1:])
    _stops = _shape[0] * _shape[1] if len(_shape) == 3 else 1
    _work = _stops * int(np.prod(_layer.kernel.shape)) if _layer.weights else 0
    if _layer.name != "flat":
        lenet_table.append((_layer.name, _shape, _layer.count_params(), _work))
