"""The same training loops on a GPU, where there is one, beside the CPU."""

from __future__ import annotations

from collections.abc import Callable

from bench.rows import Row, interleave, split


def measure() -> list[Row]:
    """A row for each task of `bench.training`; none on a machine without a GPU."""
    import tensorflow as tf

    if not tf.config.list_physical_devices("GPU"):
        return []
    from bench import training

    rows = []
    for make in (training.one_hidden_layer, training.pyramid, training.lenet):
        runs: dict[str, Callable[[], object]] = {}
        for name, device in (("GPU", "/GPU:0"), ("CPU", "/CPU:0")):
            with tf.device(device):
                task = make()
            runs[name] = _on(device, task.runs[training.OURS])
        figures = interleave(runs, amount=task.steps)
        rows.append(Row(f"{task.name} on the GPU", "steps/s", **split(figures, "GPU")))
    return rows


def _on(device: str, run: Callable[[], object]) -> Callable[[], object]:
    import tensorflow as tf

    def placed() -> None:
        with tf.device(device):
            run()

    return placed
