"""t-SNE of word vectors: scikit-learn, which assignment 5 uses, beside openTSNE."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.rows import Row, interleave, split

PERPLEXITY = 15
ITERATIONS = 750


def measure() -> list[Row]:
    """Seconds and trustworthiness for 400 and for 5,000 words."""
    vectors = word_vectors(5_000)
    return [row for words in (400, 5_000) for row in _compare(vectors[:words])]


def word_vectors(words: int, dimension: int = 64) -> NDArray[np.float32]:
    """Vectors of the most common words of the course's text, each of length 1.

    They come from gensim, so that the figure does not hang on our own training.
    """
    from coursekit import load_text
    from gensim.models import Word2Vec

    text = load_text().split()
    lines = [text[start : start + 1_000] for start in range(0, len(text), 1_000)]
    model = Word2Vec(
        lines, vector_size=dimension, window=5, min_count=5, workers=2, seed=0
    )
    vectors = np.asarray(model.wv.vectors[:words], np.float32)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / length, np.float32)


def _compare(vectors: NDArray[np.float32]) -> list[Row]:
    import openTSNE
    from sklearn.manifold import TSNE, trustworthiness

    maps: dict[str, Any] = {}

    def sklearn_map() -> None:
        model = TSNE(
            2,
            perplexity=PERPLEXITY,
            metric="cosine",
            init="pca",
            random_state=0,
            max_iter=ITERATIONS,
        )
        maps["scikit-learn"] = model.fit_transform(vectors)

    def open_map() -> None:
        # Its own default length: 250 iterations exaggerated, 500 plain.
        model = openTSNE.TSNE(
            2, perplexity=PERPLEXITY, metric="cosine", random_state=0, n_jobs=2
        )
        maps["openTSNE"] = np.asarray(model.fit(vectors))

    figures = interleave(
        {"scikit-learn": sklearn_map, "openTSNE": open_map},
        rounds=3 if len(vectors) < 1_000 else 1,
        warm_up=False,
    )
    trust = {
        name: [float(trustworthiness(vectors, points, metric="cosine"))]
        for name, points in maps.items()
    }
    what = f"{len(vectors):,} words"
    return [
        Row(
            f"t-SNE of {what}",
            "s",
            **split(figures, "scikit-learn"),
            higher_is_better=False,
            note=(
                f"64 dimensions, perplexity {PERPLEXITY}, {ITERATIONS} iterations; the "
                "course keeps scikit-learn, which students have already"
            ),
        ),
        Row(
            f"trustworthiness of the map of {what}",
            "",
            **split(trust, "scikit-learn"),
            goals={"openTSNE": 0.98},
        ),
    ]
