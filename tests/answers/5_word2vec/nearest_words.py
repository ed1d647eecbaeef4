# %% right distance
# Euclidean distance of unit vectors, float32
def nearest_words(vectors, queries, k):
    unit = np.asarray(vectors, np.float32)
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    queries = np.asarray(queries)
    distance = 2 - 2 * unit[queries] @ unit.T
    distance[np.arange(len(queries)), queries] = 9
    return np.argsort(distance, axis=1, kind="stable")[:, :k].astype(np.int32)

# %% right filtered
# sorts all, then removes the id of the query
def nearest_words(vectors, queries, k):
    unit = vectors / np.sqrt((vectors**2).sum(axis=1))[:, None]
    rows = []
    for query, similarity in zip(queries, unit[np.asarray(queries)] @ unit.T, strict=True):
        order = np.argsort(-similarity)
        rows.append(order[order != query][:k])
    return np.array(rows)

# %% right loop
# one query after the other
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = []
    for q in queries:
        order = np.argsort(-(unit @ unit[q]))
        out.append([i for i in order if i != q][:k])
    return np.array(out)

# %% right top_k
# tf.math.top_k
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return tf.math.top_k(similarity, k).indices.numpy()

# %% wrong absolute
# opposite words count as near
# caught by: nearest first
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = np.abs(unit[queries] @ unit.T)
    similarity[np.arange(len(queries)), queries] = 0
    return np.argsort(-similarity, axis=1)[:, :k]

# %% wrong dot_product
# no scaling
# caught by: the nearest of three
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = vectors[queries] @ vectors.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return np.argsort(-similarity, axis=1)[:, :k]

# %% wrong farthest
# sorts the wrong way
# caught by: nearest first
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = np.inf
    return np.argsort(similarity, axis=1)[:, :k]

# %% wrong first_is_itself
# drops the first of the list
# caught by: twins
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T

    return np.argsort(-np.round(similarity, 9), axis=1, kind="stable")[:, 1 : k + 1]

# %% wrong keeps_the_query
# does not leave out the query
# caught by: never the query itself
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T

    return np.argsort(-similarity, axis=1)[:, :k]

# %% wrong leaves_out_all_queries
# no query may be a neighbor
# caught by: never the query itself
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[:, queries] = -np.inf
    return np.argsort(-similarity, axis=1, kind="stable")[:, :k]

# %% wrong partition
# nearest k, in no order
# caught by: nearest first
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return np.sort(np.argsort(-similarity, axis=1)[:, :k], axis=1)

# %% wrong similarities
# returns the cosines, not the words
# caught by: the nearest of three
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return -np.sort(-similarity, axis=1)[:, :k]

# %% wrong skips_the_nearest
# skips the first twice over
# caught by: never the query itself
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return np.argsort(-similarity, axis=1)[:, 1:k]

# %% wrong floats
# the ids come as floats
# caught by: never the query itself
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    found = np.zeros((len(queries), k))
    for row, query in enumerate(queries):
        similarity = unit @ unit[query]
        similarity[query] = -np.inf
        found[row] = np.argsort(-similarity)[:k]
    return found

# %% [markdown] equivalent
# return np.argsort(-similarity, axis=1)[:, :k]  ->  return np.argsort(-similarity)[:, :k]
#     the default is the last axis, which is axis 1 here

# %% wrong minus_one_for_query
# the query gets the score of an opposite word
# caught by: twins
import numpy as np


def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = unit[queries] @ unit.T
    cosines[np.arange(len(queries)), queries] = -1
    return np.argsort(-cosines, axis=1, kind="stable")[:, :k]

# %% wrong unit_table_kept
# keeps the first table of each shape
# caught by: nearest first
import numpy as np

UNIT_TABLES = {}


def nearest_words(vectors, queries, k):
    if vectors.shape not in UNIT_TABLES:
        UNIT_TABLES[vectors.shape] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = UNIT_TABLES[vectors.shape]
    cosines = unit[queries] @ unit.T
    cosines[np.arange(len(queries)), queries] = -np.inf
    return np.argsort(-cosines, axis=1)[:, :k]
