# %% [markdown]
# # 5. Word2vec
#
# "You shall know a word by the company it keeps." In this assignment a computer reads five million words, and nobody tells it what any of them means. It only learns to guess which words stand near which. At the end it knows that three belongs with four, that good is to better as bad is to worse, and you can draw its vocabulary as a map.

# %% [markdown]
# **What you will build**
#
# | step | you write |
# |---|---|
# | text to numbers | a vocabulary, and the way back |
# | numbers to examples | skip-gram pairs, without losing a single word |
# | a loss that is affordable | sampled softmax, by hand |
# | training | textbook form first, then a form as fast as C |
# | looking at it | neighbors, maps, analogies |
# | a second model | CBOW, judged by the same exam |
#
# **Time**: about three hours; the whole notebook runs in a minute or two.
#
# **You need**: assignments 2 and 3 (softmax, cross-entropy, training loops).

# %% [markdown]
# ## Setup
#
# One cell of imports, one style, one seed. `case` marks a graded check. You may import Python's standard library, NumPy, SciPy, scikit-learn, Matplotlib, Pillow, imageio, tqdm, Keras and TensorFlow; nothing else is there when your notebook is graded, no pandas either.

# %%
import collections
import math
import time

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from scipy import stats
from sklearn.manifold import TSNE
from sklearn import manifold

from coursekit import budget, case, data_path, load_text, plot_curves, set_seed, setup, train

setup()

# %% [markdown]
# The corpus: Wikipedia articles, the World Factbook, the King James Bible and a dictionary of 1913, cleaned to the letters a to z and single spaces. Scholars, diplomats, prophets and a patient man with a card index: remember this mixture when a word turns up in surprising company.

# %%
text = load_text("english", num_chars=budget(None, 1_000_000))
words = text.split()
print(f"{len(words):,} words, for example: {' '.join(words[5000:5020])}")

# %% [markdown]
# ## Part 1. Most words are rare
#
# Count the words of a sentence by hand: in *the cat and the dog and the bird* the word *the* occurs three times, *and* twice, and three words once. So 3 of the 5 **different** words were seen once only.

# %% show
collections.Counter("the cat and the dog and the bird".split())

# %% [markdown]
# ### Exercise: `share_seen_once` (4 points)
#
# What share of the different words occurs exactly once? Repetitions do not count: *the* is one word, however often it occurs.

# %% solution share_seen_once
def share_seen_once(words):
    """Share of the different words that occur exactly once.

    Args:
        words: list of strings, at least one.

    Returns:
        A number from 0 to 1.

    Example:
        share_seen_once(["a", "b", "a"]) -> 0.5
    """
    ### BEGIN SOLUTION
    counts = collections.Counter(words)
    return sum(count == 1 for count in counts.values()) / len(counts)
    ### END SOLUTION

# %% [markdown]
# The sentence from above gives 0.6.

# %% show
share_seen_once("the cat and the dog and the bird".split())

# %% test share_seen_once
with case("the example sentence", points=1, message="Three of the five different words occur once: divide by the number of different words.") as rng:
    np.testing.assert_allclose(share_seen_once("the cat and the dog and the bird".split()), 0.6)
with case("all different", points=1, message="When no word repeats, every word was seen once: the share is 1.") as rng:
    np.testing.assert_allclose(share_seen_once(["a", "b", "c"]), 1)
    np.testing.assert_allclose(share_seen_once(["a", "b", "c", "c"]), 2 / 3, rtol=1e-6)

# %% hidden share_seen_once
with case("none seen once", points=1, message="When every word repeats, the share is 0: words seen twice do not count.") as rng:
    np.testing.assert_allclose(share_seen_once(["a", "b", "a", "b", "b"]), 0, atol=1e-9)
    np.testing.assert_allclose(share_seen_once(["a", "b", "a", "c"]), 2 / 3, rtol=1e-6)
with case("a random text", points=1, message="Count how often each word occurs, then how many of these counts equal 1, over the number of different words.") as rng:
    # Words that occur once, twice and three times are always among them.
    drawn = [f"w{i}" for i in rng.zipf(1.6, size=300) % 97] + ["a", *("b",) * 2, *("c",) * 3]
    counts = [drawn.count(word) for word in set(drawn)]
    np.testing.assert_allclose(share_seen_once(drawn), counts.count(1) / len(counts))
    np.testing.assert_allclose(share_seen_once(["a"]), 1, rtol=1e-6)
    np.testing.assert_allclose(share_seen_once(["cat", "concatenate", "a", "on", "on"]), 3 / 4, rtol=1e-6)
    # 600 words once, 900 twice, one 257 times; the first eight letters are the same.
    many = [f"university{i}" for i in range(1500)]
    many += many[600:] + ["universe"] * 257
    np.testing.assert_allclose(share_seen_once(many), 600 / 1501, rtol=1e-6)

# %% [markdown]
# ### Predict: seen once (1 point)
#
# Our corpus has five million words, about 159,000 of them different. Which **share** of these 159,000 occurs exactly once in the whole corpus? Write down your guess, from 0 to 1.

# %% solution predict_once
# predicted_once = a number from 0 to 1
### BEGIN SOLUTION
predicted_once = 0.47
### END SOLUTION

# %% test predict_once
with case("a prediction is there", points=1, message="Set predicted_once to a number from 0 to 1.") as rng:
    assert 0 <= float(predicted_once) <= 1

# %% show
print("your guess:", predicted_once)
print("measured:  ", round(share_seen_once(words), 3))

# %% [markdown]
# Nearly half! **Zipf's law** says more: the word of rank $r$ has a count close to $C/r$. On logarithmic axes that is a straight line of slope −1.

# %% show
ranked = np.array(sorted(collections.Counter(words).values(), reverse=True))
ranks = np.arange(1, len(ranked) + 1)
figure, axes = plt.subplots()
axes.loglog(ranks, ranked, label="our corpus")
axes.loglog(ranks, ranked[9] * 10 / ranks, "--", color="gray", label="count = C / rank")
axes.set(title="How often does the word of rank r occur?", xlabel="rank", ylabel="count")
_ = axes.legend()

# %% [markdown] answer rare_words points=3
# ### In your words (3 points)
#
# A colleague proposes to drop every word outside the top 100: "they are nearly half of the text anyway". In three sentences: what would be lost, and why are rare words both the most important and the hardest to learn?
#
# === BEGIN MARK SCHEME ===
# 1 point: rare words carry most of the meaning (topics, names); the top 100 are mostly function words.
# 1 point: each rare word gives few examples, so its vector is estimated from little evidence.
# 1 point: a consequence: similar words must share what is learned (embeddings), or a cutoff/unknown token is a compromise.
# === END MARK SCHEME ===

# %% [markdown]
# ## Part 2. A vocabulary
#
# A network wants integers. We give each word that occurs often enough an **id**, the commonest first, and let all others share id 0, the **unknown token** `UNK`.
#
# ### Exercise: `build_vocabulary` (5 points)
#
# Return the list of words by id: `"UNK"`, then every word with at least `min_count` occurrences, most common first. Words with equal counts stand in alphabetical order, so that everybody gets the same ids. Count all words in one pass: there are five million.
#
# <details><summary>Hint</summary>Sort by the pair (−count, word).</details>

# %% solution build_vocabulary
def build_vocabulary(words, min_count):
    """The words by id, the unknown token first.

    Args:
        words: list of strings; "UNK" is not among them.
        min_count: words with fewer occurrences are left out.

    Returns:
        List of strings: "UNK", then words by falling count, ties in alphabetical order.

    Example:
        build_vocabulary(["b", "a", "b", "c"], 1) -> ["UNK", "b", "a", "c"]
    """
    ### BEGIN SOLUTION
    counts = collections.Counter(words)
    kept = [word for word, count in counts.items() if count >= min_count]
    return ["UNK", *sorted(kept, key=lambda word: (-counts[word], word))]
    ### END SOLUTION

# %% [markdown]
# The ids of the whole corpus: *UNK*, *the*, *and*, *of*, …

# %% show
vocabulary = build_vocabulary(words, min_count=10)
print(f"{len(vocabulary):,} words:", *vocabulary[:12], "...")

# %% test build_vocabulary
with case("a small example", points=1, message="UNK comes first, then the words by falling count.") as rng:
    assert list(build_vocabulary(["b", "a", "b", "c", "b", "a"], 1)) == ["UNK", "b", "a", "c"]
    assert list(build_vocabulary(["x", "y", "y"], 1)) == ["UNK", "y", "x"]
with case("rare words are left out", points=1, message="Keep a word when its count is at least min_count, not only when it is larger.") as rng:
    assert list(build_vocabulary(["b", "a", "b", "c", "b", "a"], 2)) == ["UNK", "b", "a"]

# %% hidden build_vocabulary
with case("ties in alphabetical order", points=1, message="Words with equal counts stand in alphabetical order, whatever their order in the text.") as rng:
    letters = [chr(97 + i) for i in rng.permutation(26)]
    assert list(build_vocabulary(letters + letters, 2)) == ["UNK", *sorted(letters)]
with case("a random text", points=1, message="Sort by falling count first and by the word second, and keep every word that occurs often enough, however many there are.") as rng:
    drawn = [f"w{i}" for i in rng.zipf(1.5, size=400) % 61]
    for least in (1, 2, 5):
        kept = [w for w in set(drawn) if drawn.count(w) >= least]
        expected = ["UNK", *sorted(kept, key=lambda w: (-drawn.count(w), w))]
        assert list(build_vocabulary(drawn, least)) == expected
    many = [f"w{i}" for i in rng.permutation(51_000)]
    found = list(build_vocabulary(many, 1))
    assert len(found) == 51_001, f"{len(found)} ids for UNK and 51,000 words"
    assert found == ["UNK", *sorted(many)], "not in alphabetical order"
with case("nothing is common enough", points=1, message="The unknown token is always there, even when no word occurs often enough.") as rng:
    assert list(build_vocabulary(["a", "b"], 3)) == ["UNK"]

# %% [markdown]
# ### Exercise: `encode_words` and `decode_ids` (5 points)
#
# There, and back again. A word outside the vocabulary becomes id 0 and comes back as `UNK`. Five million words wait, so a search through a list for each of them will not do: use a dictionary.

# %% solution encode_words
def encode_words(words, vocabulary):
    """The id of each word; 0 for a word that is not in the vocabulary.

    Args:
        words: list of strings.
        vocabulary: list of strings by id, "UNK" first.

    Returns:
        int32 array (words,).
    """
    ### BEGIN SOLUTION
    ids = {word: i for i, word in enumerate(vocabulary)}
    return np.array([ids.get(word, 0) for word in words], np.int32)
    ### END SOLUTION


def decode_ids(ids, vocabulary):
    """The words of these ids, as a list of strings."""
    ### BEGIN SOLUTION
    return [vocabulary[i] for i in ids]
    ### END SOLUTION

# %% [markdown]
# A round trip loses only what the vocabulary never had.

# %% show
corpus = encode_words(words, vocabulary)
print(corpus[5000:5010], *decode_ids(corpus[5000:5010], vocabulary))
print(f"unknown: {np.mean(corpus == 0):.1%} of the text")

# %% [markdown]
# And how much work is it? These words count how often they are compared with others; a dictionary needs about one comparison a word, a search through the list thousands.

# %%
class CountedWord(str):
    """A word that counts how often one of its kind is compared."""

    count = 0
    __hash__ = str.__hash__

    def __eq__(self, other):
        CountedWord.count += 1
        return str.__eq__(self, other)


def comparisons(encode, words, vocabulary):
    """How often `encode(words, vocabulary)` compares two words."""
    CountedWord.count = 0
    encode([CountedWord(w) for w in words], [CountedWord(w) for w in vocabulary])
    return CountedWord.count

# %% show
sample = words[5000:6000]
print(comparisons(encode_words, sample, vocabulary), "comparisons for", len(sample), "words")

# %% test encode_words
with case("ids are places in the list", points=1, message="The id of a word is its index in the vocabulary.") as rng:
    np.testing.assert_array_equal(encode_words(["b", "a", "b"], ["UNK", "a", "b"]), [2, 1, 2])
with case("unknown words", points=1, message="A word that is not in the vocabulary has id 0.") as rng:
    np.testing.assert_array_equal(encode_words(["a", "zebra"], ["UNK", "a", "b"]), [1, 0])

# %% hidden encode_words
with case("round trip", points=1, message="Decoding the ids of known words must give the same words back.") as rng:
    known = [f"w{i}" for i in range(50)]
    drawn = [known[i] for i in rng.integers(0, 50, size=200)]
    table = ["UNK", *known]
    ids = np.asarray(encode_words(list(drawn), list(table)))
    assert ids.dtype.kind in "iu", f"ids are whole numbers, not {ids.dtype}"
    assert list(decode_ids(ids, table)) == drawn
with case("int32 and unknown words come back as UNK", points=1, message="Return an int32 array, and decode id 0 as vocabulary[0].") as rng:
    ids = encode_words(["x", "q", "y"], ["UNK", "y", "x"])
    assert np.asarray(ids).dtype == np.int32, "not int32"
    assert list(decode_ids(ids, ["UNK", "y", "x"])) == ["x", "UNK", "y"]
    table = ["UNK", *(f"w{i}" for i in range(1, 70_001))]
    ids = np.asarray(encode_words(["w70000", "w3"], table))
    np.testing.assert_array_equal(ids, [70_000, 3])
    assert list(decode_ids(ids, table)) == ["w70000", "w3"]
with case("few comparisons", points=1, message="Look words up in a dictionary; list.index and `in` walk through the whole vocabulary for each word.") as rng:
    table = ["UNK", *(f"w{i}" for i in range(1000))]
    drawn = [table[i] for i in rng.integers(500, 1001, size=300)]
    np.testing.assert_array_equal(encode_words(drawn, table), [int(word[1:]) + 1 for word in drawn])
    # A dictionary compares each word once or twice, a search through the list 750 times.
    count = comparisons(encode_words, drawn, table)
    assert count < 20 * len(drawn), f"{count} comparisons for {len(drawn)} words"

# %% [markdown]
# ## Part 3. Words in company
#
# Skip-gram turns text into questions: *given the word in the center, which words stand near it?* With `window = 1` the sentence *the cat sat* gives four pairs (center, context):
#
# (the, cat), (cat, the), (cat, sat), (sat, cat).
#
# The first and the last word have fewer neighbors, and no pair reaches around the ends.

# %% [markdown]
# ### Predict: how many pairs? (1 point)
#
# Ten words, `window = 2`: each word is paired with up to two words on either side. How many pairs are there?

# %% solution predict_pairs
# predicted_pairs = a whole number
### BEGIN SOLUTION
predicted_pairs = 34
### END SOLUTION

# %% test predict_pairs
with case("a prediction is there", points=1, message="Set predicted_pairs to a whole number.") as rng:
    assert int(predicted_pairs) >= 0

# %% show
found = sum(0 < abs(i - j) <= 2 for i in range(10) for j in range(10))
print("your guess:", predicted_pairs, " counted:", found)

# %% [markdown]
# Forty would be right if nobody stood at the edge. The two ends cost 2 + 1 pairs each.
#
# ### Exercise: `skip_gram_pairs` (7 points)
#
# All pairs of a text, for any window, in reading order: by the place of the center, then by the place of the context. Begin with two nested loops if you like; without a loop over words it is many times faster, and our text has five million of them.
#
# <details><summary>Hint</summary>A column of positions plus a row of offsets −window … −1, 1 … window gives all context positions at once. A mask keeps those inside the text.</details>

# %% solution skip_gram_pairs
def skip_gram_pairs(ids, window):
    """All (center, context) pairs at most `window` places apart.

    Args:
        ids: int array (words,).
        window: how many places to look on either side, at least 1.

    Returns:
        Two int32 arrays (pairs,): centers and contexts, in reading order.

    Example:
        skip_gram_pairs([7, 8, 9], 1) -> [7, 8, 8, 9], [8, 7, 9, 8]
    """
    ### BEGIN SOLUTION
    ids = np.asarray(ids, np.int32)
    offsets = np.array([o for o in range(-window, window + 1) if o])
    places = np.arange(len(ids))[:, None] + offsets  # (words, window * 2)
    inside = (places >= 0) & (places < len(ids))
    centers = np.broadcast_to(ids[:, None], places.shape)[inside]
    return centers, ids[places[inside]]
    ### END SOLUTION

# %% [markdown]
# The four pairs from above, with 7 for *the*, 8 for *cat*, 9 for *sat*.

# %% show
skip_gram_pairs([7, 8, 9], window=1)

# %% test skip_gram_pairs
with case("three words", points=1, message="Each word is paired with its neighbors on both sides, and never with itself. Return two int32 arrays.") as rng:
    centers, contexts = (np.asarray(part) for part in skip_gram_pairs(np.array([4, 9, 5]), 1))
    assert centers.dtype == contexts.dtype == np.int32, f"got {centers.dtype} and {contexts.dtype}"
    np.testing.assert_array_equal(centers, [4, 9, 9, 5])
    np.testing.assert_array_equal(contexts, [9, 4, 5, 9])
with case("equal lengths", points=1, message="Return as many centers as contexts: ten words with window 2 make 34 pairs.") as rng:
    centers, contexts = skip_gram_pairs(np.arange(10), 2)
    assert len(centers) == len(contexts) == 34, f"got {len(centers)} and {len(contexts)}"

# %% hidden skip_gram_pairs
def trusted_pairs(ids, window):
    pairs = [(ids[i], ids[j]) for i in range(len(ids)) for j in range(len(ids)) if 0 < abs(i - j) <= window]
    return [p[0] for p in pairs], [p[1] for p in pairs]


with case("any window, in reading order", points=2, message="Compare with two nested loops on a short text: centers in order, and for each its contexts from left to right.") as rng:
    for window in (1, 2, 3, 5):
        # From window 3 on the ids need all of int32.
        ids = rng.integers(0, 9, size=23) + (20_000_001 if window > 2 else 0)
        expected = trusted_pairs(ids, window)
        centers, contexts = skip_gram_pairs(ids, window)
        np.testing.assert_array_equal(centers, expected[0])
        np.testing.assert_array_equal(contexts, expected[1])
with case("never around the ends", points=1, message="A negative index reaches around to the end of an array: keep only places from 0 to len(ids) - 1.") as rng:
    ids = np.arange(6) + 10
    centers, contexts = (np.asarray(a) for a in skip_gram_pairs(ids, 2))
    assert centers.shape == contexts.shape == (18,)
    assert np.abs(centers - contexts).max() <= 2, "a pair reaches around"
with case("a window larger than the text", points=1, message="With a window larger than the text every word is paired with every other one, and nothing breaks.") as rng:
    centers, contexts = skip_gram_pairs(np.array([4, 5, 6]), 10)
    assert len(centers) == len(contexts) == 6
with case("repeated words are still pairs", points=1, message="Leave out a word's own place, not words that are equal to it: 'had had' makes two pairs.") as rng:
    centers, contexts = skip_gram_pairs(np.array([3, 3]), 1)
    np.testing.assert_array_equal(centers, [3, 3])
    np.testing.assert_array_equal(contexts, [3, 3])

# %% [markdown]
# ### A leak
#
# A generator walks through the text and hands out centers in batches. It looks right, it trains, the loss falls. In the course that this one descends from, such a generator lost 3 of every 67 words for years. Here is a cousin of it.

# %%
def leaky_batches(ids, window, batch_centers):
    """Batches of center ids whose full window lies inside the text (with a bug)."""
    span = batch_centers + 2 * window  # the centers, and a margin on either side
    batches = []
    for start in range(0, len(ids) - span + 1, span):
        first = start + window
        batches.append(ids[first : first + batch_centers])
    return batches

# %% [markdown]
# Words 0 to 19, window 1, batches of 4. Words 0 and 19 are margins, so 1 to 18 should all appear once. Which ones are missing, and why?

# %% show
[list(map(int, batch)) for batch in leaky_batches(np.arange(20), 1, 4)]

# %% [markdown]
# ### Exercise: `center_batches` (5 points)
#
# Mend it: every word with a full window on both sides is a center **exactly once**, in order. The last batch may be shorter, but never empty.

# %% solution center_batches
def center_batches(ids, window, batch_centers):
    """Batches of center ids whose full window lies inside the text.

    Args:
        ids: int array (words,).
        window: places on either side that a center needs, at least 1.
        batch_centers: centers in a batch; the last one may hold fewer.

    Returns:
        List of int arrays.
    """
    ### BEGIN SOLUTION
    centers = np.asarray(ids)[window : len(ids) - window]
    starts = range(0, len(centers), batch_centers)
    return [centers[start : start + batch_centers] for start in starts]
    ### END SOLUTION

# %% show
[list(map(int, batch)) for batch in center_batches(np.arange(20), 1, 4)]

# %% test center_batches
with case("nobody is left out", points=1, message="The next batch starts where the centers of this one ended, not after the margin. Ids stay whole numbers.") as rng:
    found = np.concatenate([np.asarray(b) for b in center_batches(np.arange(19), 1, 4)])
    assert found.dtype.kind in "iu", f"ids became {found.dtype}"
    np.testing.assert_array_equal(found, np.arange(1, 18))
with case("batches are full", points=1, message="Every batch but the last one holds batch_centers words.") as rng:
    sizes = [len(batch) for batch in center_batches(np.arange(30), 2, 5)]
    assert sizes == [5, 5, 5, 5, 5, 1], f"got batches of {sizes}"

# %% hidden center_batches
with case("any size", points=2, message="All words but `window` at either end, each once and in order: mind the last, shorter batch.") as rng:
    for _ in range(8):
        window, size, n = int(rng.integers(1, 5)), int(rng.integers(1, 9)), int(rng.integers(12, 60))
        ids = rng.integers(0, 100_000, size=n)
        ids[window : window + 2] = 70_000  # twice the same word
        batches = [np.asarray(b) for b in center_batches(ids, window, size)]
        np.testing.assert_array_equal(np.concatenate(batches), ids[window : n - window])
        assert all(len(b) == size for b in batches[:-1])
with case("no empty batch", points=1, message="When the centers fill the last batch exactly, no empty one follows; a text without a full window gives no batch.") as rng:
    assert [len(batch) for batch in center_batches(np.arange(12), 2, 4)] == [4, 4]
    assert len(center_batches(np.arange(4), 2, 3)) == 0

# %% [markdown]
# ### Exercise: `keep_probabilities` (4 points)
#
# *the* is near everything, so it says little about anything. Word2vec skips frequent words at random: with $f$ the word's share of the text and $t$ a threshold, it **keeps** an occurrence with probability
#
# $$\min\left(1,\ \sqrt{t/f} + t/f\right)$$
#
# A word whose share is small is always kept. The remaining words move together, and the window reaches farther.

# %% solution keep_probabilities
def keep_probabilities(counts, threshold):
    """How likely one occurrence of each word is kept.

    Args:
        counts: array (vocab,), occurrences of each word, all at least 1.
        threshold: share of the text from which words begin to be skipped.

    Returns:
        Float array (vocab,), values in (0, 1].
    """
    ### BEGIN SOLUTION
    ratio = threshold * np.sum(counts) / np.asarray(counts)
    return np.minimum(1.0, np.sqrt(ratio) + ratio)
    ### END SOLUTION

# %% show
counts = np.bincount(corpus, minlength=len(vocabulary))
for word in ("the", "king", "paris", "anthropology"):
    kept = keep_probabilities(np.maximum(counts, 1), 1e-4)[vocabulary.index(word)]
    print(f"{word:12} {counts[vocabulary.index(word)]:7,} times, keep {kept:.2f}")

# %% test keep_probabilities
with case("a frequent word", points=1, message="A word that is a quarter of the text is kept with sqrt(t / 0.25) + t / 0.25.") as rng:
    np.testing.assert_allclose(np.asarray(keep_probabilities(np.array([25, 75]), 0.01))[0], 0.24, rtol=1e-5)
with case("never more than one", points=1, message="A probability is at most 1: take the minimum with 1.") as rng:
    np.testing.assert_allclose(keep_probabilities(np.array([1, 10_000]), 0.01), [1, 0.110006], rtol=1e-4)

# %% hidden keep_probabilities
with case("agrees with the formula", points=2, message="f is the word's count over the sum of all counts; the probability is sqrt(t/f) + t/f, at most 1.") as rng:
    for threshold in (1e-4, 1e-3, 0.05):
        counts_drawn = rng.integers(1, 5000, size=40)
        share = counts_drawn / counts_drawn.sum()
        expected = np.minimum(1, np.sqrt(threshold / share) + threshold / share)
        np.testing.assert_allclose(keep_probabilities(counts_drawn, threshold), expected, rtol=1e-4)
    np.testing.assert_allclose(keep_probabilities(np.array([7]), 0.25), [0.75], rtol=1e-4)

# %% [markdown]
# ## Part 4. A softmax that is affordable
#
# To guess a context word, a softmax over the whole vocabulary computes thousands of scores, and touches all their weights, for every single pair. **Sampled softmax** scores the right word and a handful of drawn ones.
#
# ### Predict: how many times faster? (1 point)
#
# A batch of 128 pairs, 26,000 words, 64 samples instead of all. How many times faster is one evaluation of the loss with its gradients?

# %% solution predict_speedup
# predicted_speedup = a number, such as 3
### BEGIN SOLUTION
predicted_speedup = 50
### END SOLUTION

# %% test predict_speedup
with case("a prediction is there", points=1, message="Set predicted_speedup to a number above 0.") as rng:
    assert float(predicted_speedup) > 0

# %% show
def time_loss(loss_function, table, inputs, repeats=20):
    """Milliseconds for one loss with its gradients, the best of a few."""

    @tf.function
    def once():
        with tf.GradientTape() as tape:
            tape.watch([table, inputs])
            loss = tf.reduce_mean(loss_function(table, inputs))
        return tape.gradient(loss, [inputs, table])

    once()
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        once()
        seconds.append(time.perf_counter() - start)
    return 1000 * min(seconds)

# %% show
some_labels = tf.constant(np.arange(128, dtype=np.int64) * 100)
table, some_inputs = tf.random.normal([26_000, 100]), tf.random.normal([128, 100])
no_bias = tf.zeros(26_000)
full_ms = time_loss(
    lambda w, x: tf.nn.sparse_softmax_cross_entropy_with_logits(some_labels, tf.matmul(x, w, transpose_b=True)),
    table, some_inputs,
)
sampled_ms = time_loss(
    lambda w, x: tf.nn.sampled_softmax_loss(w, no_bias, some_labels[:, None], x, 64, 26_000),
    table, some_inputs,
)
print(f"full {full_ms:.1f} ms, sampled {sampled_ms:.1f} ms: {full_ms / sampled_ms:.0f} times")
print("your guess:", predicted_speedup)

# %% [markdown]
# ### Exercise: `log_uniform_probabilities` (4 points)
#
# Which words should we draw? Common ones, mostly, as they occur in the text. Our ids are sorted by count, so TensorFlow draws id $k$ of $V$ with the **log-uniform** probability, which falls like Zipf's law:
#
# $$Q(k) = \frac{\ln(k + 2) - \ln(k + 1)}{\ln(V + 1)}$$

# %% solution log_uniform_probabilities
def log_uniform_probabilities(vocab_size):
    """The probability with which the log-uniform sampler draws each id.

    Args:
        vocab_size: number of ids, at least 1.

    Returns:
        Float array (vocab_size,), falling, with sum 1.
    """
    ### BEGIN SOLUTION
    k = np.arange(vocab_size)
    return np.log((k + 2) / (k + 1)) / np.log(vocab_size + 1)
    ### END SOLUTION

# %% [markdown]
# For three ids: 0.5, 0.292, 0.208.

# %% show
np.round(log_uniform_probabilities(3), 3)

# %% test log_uniform_probabilities
with case("three ids", points=1, message="Q(k) = (ln(k + 2) - ln(k + 1)) / ln(V + 1), with k from 0.") as rng:
    np.testing.assert_allclose(log_uniform_probabilities(3), [0.5, 0.29248, 0.20752], atol=1e-4)
with case("sum to one", points=1, message="The probabilities of all ids sum to one: divide by ln(V + 1).") as rng:
    found = np.asarray(log_uniform_probabilities(1000))
    assert found.shape == (1000,), f"expected one probability an id, got {found.shape}"
    np.testing.assert_allclose(np.sum(found), 1, rtol=1e-5)

# %% hidden log_uniform_probabilities
with case("what TensorFlow expects to draw", points=2, message="Compare with the formula for another V: one probability for each id from 0 to V - 1. With thousands of ids two logarithms lie close together: float32 has too few digits for their difference.") as rng:
    for size in (1, 7, int(rng.integers(50, 500))):
        labels = tf.constant(np.arange(size)[None], tf.int64)
        # With one draw the expected count of an id is its probability.
        counts_expected = tf.random.log_uniform_candidate_sampler(labels, size, 1, False, size).true_expected_count
        np.testing.assert_allclose(log_uniform_probabilities(size), counts_expected[0], rtol=1e-3)
    k = np.arange(30_000)
    np.testing.assert_allclose(log_uniform_probabilities(30_000), np.log1p(1 / (k + 1)) / np.log(30_001), rtol=1e-3)

# %% [markdown]
# ### Exercise: `estimated_total` (4 points)
#
# Why may a few words stand for all? The softmax divides by the total $\sum_k e^{s_k}$. Draw ids with probabilities $Q$, and average $e^{s_k} / Q(k)$ over the draws: words that are drawn often count for less each, and **in expectation the average is exactly the total**.

# %% solution estimated_total
def estimated_total(scores, drawn, probabilities):
    """Estimate the sum of exp(scores) over the vocabulary from a few drawn ids.

    Args:
        scores: float array (vocab,).
        drawn: int array (samples,), ids drawn independently, repeats included.
        probabilities: float array (vocab,), with which each id is drawn.

    Returns:
        One number, the mean of exp(score) / probability over the draws.
    """
    ### BEGIN SOLUTION
    drawn = np.asarray(drawn)
    return np.mean(np.exp(np.asarray(scores)[drawn]) / np.asarray(probabilities)[drawn])
    ### END SOLUTION

# %% [markdown]
# Twenty estimates from 64 draws each. Most fall a little below the true total, the gray line, a few rise above it; over many trials the average is right.

# %% show
rng = np.random.default_rng(0)
chances = log_uniform_probabilities(2000)
chances = chances / chances.sum()  # against rounding
some_scores = rng.normal(size=2000) - np.log(np.arange(2000) + 1)
estimates = [estimated_total(some_scores, rng.choice(2000, 64, p=chances), chances) for _ in range(20)]
figure, axes = plt.subplots()
axes.plot(estimates, "o")
axes.axhline(np.exp(some_scores).sum(), color="gray", linewidth=0.8)
_ = axes.set(title="Can 64 of 2,000 words stand for all?", xlabel="trial", ylabel="estimated total", ylim=(0, None), xticks=range(0, 20, 5))

# %% test estimated_total
with case("every id drawn once", points=1, message="Divide exp(score) by the probability of that id, then take the mean over the draws.") as rng:
    scores = np.array([0.0, 1.0, 2.0, -1.0])
    found = estimated_total(scores, np.arange(4), np.full(4, 0.25))
    np.testing.assert_allclose(found, np.exp(scores).sum(), rtol=1e-5)

# %% hidden estimated_total
with case("right in expectation", points=2, message="Weigh each draw by 1 / Q of its own id: averaged over what can be drawn, the estimate must be the full sum.") as rng:
    scores, q = rng.normal(size=12), rng.dirichlet(np.ones(12) * 3)
    expectation = sum(q[k] * estimated_total(scores, np.array([k]), q) for k in range(12))
    np.testing.assert_allclose(expectation, np.exp(scores).sum(), rtol=1e-5)
with case("repeats count each time", points=1, message="An id that was drawn twice counts twice: do not remove repeats.") as rng:
    scores, q = rng.normal(size=5), rng.dirichlet(np.ones(5) * 3)
    drawn = np.array([1, 1, 1, 4])
    np.testing.assert_allclose(estimated_total(scores, drawn, q), np.mean(np.exp(scores[drawn]) / q[drawn]), rtol=1e-5)

# %% [markdown]
# ### Exercise: `sampled_softmax` (8 points)
#
# Now the loss itself, as TensorFlow computes it, for draws that are given:
#
# 1. the score of the right word and of each drawn word: $x \cdot w_k + b_k$;
# 2. from each score subtract the **logarithm** of how often that id is expected among the draws;
# 3. a drawn word that happens to **be** the right word is taken out of the race: its score becomes −1e30;
# 4. cross-entropy of a softmax over these 1 + samples scores, with the right word first.

# %% solution sampled_softmax
def sampled_softmax(inputs, weights, biases, labels, drawn, label_expected, drawn_expected):
    """Softmax cross-entropy over the right word and the drawn ones.

    Args:
        inputs: float array (batch, embed).
        weights: float array (vocab, embed).
        biases: float array (vocab,).
        labels: int array (batch,), the right ids.
        drawn: int array (samples,), different ids, shared by the batch.
        label_expected: float array (batch,), expected count of each label in the draws.
        drawn_expected: float array (samples,), the same for each drawn id.

    Returns:
        Float array or tensor (batch,): the loss of each example, in nats.
    """
    ### BEGIN SOLUTION
    right = tf.reduce_sum(inputs * tf.gather(weights, labels), axis=1) + tf.gather(biases, labels)
    right -= tf.math.log(label_expected)  # (batch,)
    others = tf.matmul(inputs, tf.gather(weights, drawn), transpose_b=True) + tf.gather(biases, drawn)
    others -= tf.math.log(drawn_expected)  # (batch, samples)
    is_right = tf.equal(tf.cast(labels, tf.int64)[:, None], tf.cast(drawn, tf.int64)[None, :])
    others = tf.where(is_right, tf.cast(-1e30, others.dtype), others)
    scores = tf.concat([right[:, None], others], axis=1)
    return tf.reduce_logsumexp(scores, axis=1) - scores[:, 0]
    ### END SOLUTION

# %% [markdown]
# With zero weights and equal expected counts, all 1 + 4 scores are equal and the loss is ln 5 ≈ 1.609.

# %% show
np.asarray(
    sampled_softmax(
        np.zeros((2, 3), np.float32), np.zeros((9, 3), np.float32), np.zeros(9, np.float32),
        np.array([0, 1]), np.array([5, 6, 7, 8]), np.ones(2, np.float32), np.ones(4, np.float32),
    )
)

# %% test sampled_softmax
def random_problem(rng, batch=6, vocab=40, embed=5, samples=8):
    """Inputs, weights, biases, labels and draws of a random problem, and TensorFlow's loss."""
    inputs, weights, biases = (rng.normal(size=s).astype(np.float32) for s in ((batch, embed), (vocab, embed), (vocab,)))
    labels, drawn = rng.integers(0, vocab, size=batch), rng.permutation(vocab)[:samples]
    labels[0] = drawn[0]  # one accidental hit, always
    label_expected, drawn_expected = (rng.uniform(0.05, 1, size=n).astype(np.float32) for n in (batch, samples))
    sampled = (tf.constant(drawn), tf.constant(label_expected[:, None]), tf.constant(drawn_expected))
    expected = tf.nn.sampled_softmax_loss(
        weights, biases, labels[:, None], inputs, samples, vocab, sampled_values=sampled
    ).numpy()
    return (inputs, weights, biases, labels, drawn, label_expected, drawn_expected), expected


with case("equal scores", points=1, message="With equal scores the loss is the logarithm of 1 + samples: a softmax over the right word and the drawn ones.") as rng:
    found = sampled_softmax(
        np.zeros((2, 3), np.float32), np.zeros((9, 3), np.float32), np.zeros(9, np.float32),
        np.array([0, 1]), np.array([5, 6, 7, 8]), np.ones(2, np.float32), np.ones(4, np.float32),
    )
    np.testing.assert_allclose(found, [math.log(5)] * 2, rtol=1e-4)
with case("equal to TensorFlow's", points=2, message="Subtract log(expected count) from every score, and give drawn words that are the label a score of -1e30.") as rng:
    problem, expected = random_problem(rng)
    np.testing.assert_allclose(sampled_softmax(*problem), expected, rtol=1e-3, atol=1e-4)

# %% hidden sampled_softmax
def hidden_problem(rng, batch, vocab, embed, samples, scale=1.0, hits=0):
    """A random problem with its loss; the first `hits` labels are among the drawn ids, no others."""
    inputs, weights, biases = (scale * rng.normal(size=s) for s in ((batch, embed), (vocab, embed), (vocab,)))
    ids = rng.permutation(vocab)
    drawn, labels = ids[:samples], rng.choice(ids[samples:], size=batch)
    labels[:hits] = rng.choice(drawn, size=hits)
    label_expected, drawn_expected = rng.uniform(0.02, 1, size=batch), rng.uniform(0.02, 1, size=samples)
    right = (inputs * weights[labels]).sum(1) + biases[labels] - np.log(label_expected)
    others = inputs @ weights[drawn].T + biases[drawn] - np.log(drawn_expected)
    others = np.where(labels[:, None] == drawn, -1e30, others)
    scores = np.concatenate([right[:, None], others], axis=1)
    top = scores.max(axis=1)
    expected = top + np.log(np.exp(scores - top[:, None]).sum(axis=1)) - right
    floats = [np.asarray(a, np.float32) for a in (inputs, weights, biases)]
    return (*floats, labels, drawn, label_expected.astype(np.float32), drawn_expected.astype(np.float32)), expected


with case("the correction of both kinds", points=2, message="The right word and the drawn words each lose the logarithm of their own expected count; biases belong to the score.") as rng:
    for shape in ((1, 30, 4, 3), (9, 200, 6, 20)):
        problem, expected = hidden_problem(rng, *shape)
        np.testing.assert_allclose(sampled_softmax(*problem), expected, rtol=2e-3, atol=1e-3)
with case("accidental hits", points=2, message="When a drawn word is the label itself it must not compete: otherwise the right answer is punished.") as rng:
    problem, expected = hidden_problem(rng, 12, 20, 3, 6, hits=9)
    np.testing.assert_allclose(sampled_softmax(*problem), expected, rtol=2e-3, atol=1e-3)
    # Two equal scores of -300 are left for each label, id 0 as well.
    ones, floor = np.ones(2, np.float32), np.full(9, -300, np.float32)
    weights, ids = np.zeros((9, 3), np.float32), np.array([0, 5])
    np.testing.assert_allclose(sampled_softmax(weights[:2], weights, floor, ids, ids, ones, ones), [math.log(2)] * 2, rtol=2e-3)
with case("large scores", points=1, message="Scores of several hundred overflow exp: use logsumexp or a library cross-entropy.") as rng:
    problem, expected = hidden_problem(rng, 12, 30, 4, 6, scale=40.0)
    np.testing.assert_allclose(sampled_softmax(*problem), expected, rtol=2e-3, atol=0.05)

# %% [markdown]
# ## Part 5. Training
#
# Two tables: `embeddings` holds a vector for each word as a center, `weights` one for each word as a context. A step looks up a batch, computes the sampled loss, and moves **only the rows it touched**: the gradient comes as a `tf.IndexedSlices`, a list of rows with their ids. Turned into a full matrix it would be many times slower.

# %% [markdown]
# ### Exercise: `train_skip_gram` (7 points)
#
# The textbook form: batches of 128 pairs and plain gradient descent. Write the step; `coursekit.train` runs it in one compiled loop.
#
# <details><summary>Hint</summary>`for variable, g in zip(variables, gradients): variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))`. In `tf.nn.sampled_softmax_loss` name every argument; labels have shape (batch, 1).</details>

# %% solution train_skip_gram
def train_skip_gram(
    centers, contexts, vocab_size, embedding_dim=64, *, steps=1000, learning_rate=2.0, num_sampled=64, seed=0
):
    """Train skip-gram with sampled softmax on batches of 128 pairs.

    Args:
        centers, contexts: int32 arrays (pairs,), at least 128 pairs.
        vocab_size, embedding_dim: shape of the table of word vectors.
        steps, learning_rate: of the training.
        seed: decides the first table, the batches and the draws.
        num_sampled: ids drawn for each step, at most vocab_size.

    Returns:
        embeddings: float32 array (vocab_size, embedding_dim).
        losses: list of floats, the mean loss of each tenth of the training, in order.
    """
    set_seed(seed)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5))
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    biases = tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]
    ### BEGIN SOLUTION
    def step(center, context):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.nn.sampled_softmax_loss(
                    weights=weights,
                    biases=biases,
                    labels=tf.cast(context, tf.int64)[:, None],
                    inputs=tf.gather(embeddings, center),
                    num_sampled=num_sampled,
                    num_classes=vocab_size,
                )
            )
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(learning_rate * g.values, g.indices))
        return loss

    history = train(step, (centers, contexts), steps=steps, grade_steps=steps, seed=seed)
    return embeddings.numpy(), history.losses
    ### END SOLUTION

# %% [markdown]
# The loss should fall. Do not compare its value with anybody's who draws another number of words: with more rivals the same model has a higher loss.

# %% show
centers, contexts = skip_gram_pairs(corpus[:400_000], window=2)
start = time.perf_counter()
_, losses = train_skip_gram(centers, contexts, len(vocabulary), steps=8000)
print(f"{8000 * 128 / (time.perf_counter() - start):,.0f} pairs a second")
figure, axes = plt.subplots()
axes.plot(np.arange(1, len(losses) + 1) * 8000 / len(losses), losses, "o-")
_ = axes.set(title="Does the textbook form learn?", xlabel="steps", ylabel="loss (nats per pair)")

# %% test train_skip_gram
def topic_text(rng, topics=5, size=6, length=4000):
    """Ids in runs of 20 words from one topic: words of a topic keep company."""
    runs = rng.integers(0, topics, size=length // 20)
    return (runs[:, None] * size + rng.integers(0, size, size=(len(runs), 20))).ravel().astype(np.int32)


with case("shapes and a falling loss", points=2, message="Return the table of center vectors and the list of losses; the loss must fall, so check the sign of the update.") as rng:
    ids = topic_text(rng)
    table, curve = train_skip_gram(ids[:-1], ids[1:], 30, 8, steps=400, learning_rate=1.0, num_sampled=10)
    assert np.shape(table) == (30, 8), f"expected (30, 8), got {np.shape(table)}"
    assert np.asarray(table).dtype == np.float32, f"expected float32, got {np.asarray(table).dtype}"
    assert np.all(np.isfinite(table)), "not finite"
    assert curve[-1] < curve[0] - 0.2, f"the loss went from {curve[0]:.2f} to {curve[-1]:.2f}"
with case("the learning rate is used", points=1, message="Multiply the gradient by `learning_rate`: with a rate of 0 the first table, which vocab_size, embedding_dim and seed decide, stays.") as rng:
    ids = topic_text(rng, 3, 5, 2000)
    few, _ = train_skip_gram(ids[:-1], ids[1:], 15, 4, steps=10, learning_rate=0.0, num_sampled=5, seed=3)
    many, _ = train_skip_gram(ids[:-1], ids[1:], 15, 4, steps=200, learning_rate=0.0, num_sampled=5, seed=3)
    other, _ = train_skip_gram(ids[:-1], ids[1:], 15, 4, steps=10, learning_rate=0.0, num_sampled=5, seed=4)
    assert np.shape(few) == (15, 4), f"expected (15, 4), got {np.shape(few)}"
    np.testing.assert_allclose(few, many, atol=1e-7)
    assert np.abs(np.asarray(few) - np.asarray(other)).max() > 0.01, "two seeds gave the same table"

# %% hidden train_skip_gram
def hidden_topics(rng, topics, size, length=8000):
    runs = rng.integers(0, topics, size=length // 20)
    ids = (runs[:, None] * size + rng.integers(0, size, size=(len(runs), 20))).ravel()
    order = rng.permutation(topics * size)
    return order[ids].astype(np.int32), np.argsort(order) // size


def same_topic_share(table, topic):
    """Share of words whose nearest word, by cosine, belongs to the same topic."""
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    similarity = unit @ unit.T - 2 * np.eye(len(unit))
    return np.mean(topic[similarity.argmax(axis=1)] == topic)


# Floor 0.7: eight seeds under the grading budget all gave 1.0 (mean 1.0, deviation 0).
with case("as many rivals as asked", points=1, message="Draw num_sampled ids in each step: with more rivals the same model has a higher loss. Each of the losses is the mean over a tenth of the steps, and the same seed gives the same table.") as rng:
    ids = hidden_topics(rng, 6, 5)[0]
    few, many = (
        np.mean(train_skip_gram(ids[:-1], ids[1:], 30, 4, steps=20, learning_rate=0.0, num_sampled=n)[1]) for n in (2, 20)
    )
    assert many > few + 1, f"2 rivals: {few:.2f}, 20 rivals: {many:.2f}"
    # One pair over and over: a loss near 3 in the first step, almost 0 in the other nine (or 39) of the first tenth.
    same = np.full(1280, 5, np.int32)
    curve = train_skip_gram(same, same - 2, 20, 4, steps=400, learning_rate=20.0, num_sampled=20)[1]
    assert 0.03 < curve[0] < 1, f"the first tenth begins at 3 and ends at 0, but its loss is {curve[0]:.3f}"
    once, again = (
        train_skip_gram(ids[:-1], ids[1:], 30, 4, steps=20, learning_rate=1.0, num_sampled=5, seed=2)[0] for _ in range(2)
    )
    np.testing.assert_allclose(once, again, atol=1e-3)
with case("words of a topic become neighbors", points=2, message="After training, words that keep the same company must be near each other: look up the center in embeddings, use the context as the label.") as rng:
    ids, topic = hidden_topics(rng, 6, 5)
    table, curve = train_skip_gram(ids[:-1], ids[1:], 30, 16, steps=1500, learning_rate=1.0, num_sampled=10)
    share = same_topic_share(np.asarray(table), topic)
    assert share >= 0.7, f"only {share:.0%}"
with case("center in, context out", points=1, message="The center is looked up in `embeddings`, the context is the label: not the other way round.") as rng:
    # Centers are 0..9 only, so only those rows of the embeddings may change.
    n = 2000
    center = rng.integers(0, 10, size=n).astype(np.int32)
    context = (10 + center % 5).astype(np.int32)
    once, _ = train_skip_gram(center, context, 20, 4, steps=20, learning_rate=1.0, num_sampled=5)
    again, _ = train_skip_gram(center, context, 20, 4, steps=200, learning_rate=1.0, num_sampled=5)
    np.testing.assert_allclose(np.asarray(once)[10:], np.asarray(again)[10:], atol=1e-6)
    assert np.abs(np.asarray(once)[:10] - np.asarray(again)[:10]).max() > 0.01, "the centers did not move"

# %% [markdown]
# ### From textbook to race car
#
# 128 pairs at a time leave a modern processor idle. Three ideas make it many times faster:
#
# 1. cut the text into rows (of 32 words, at window 5); **all** pairs of a row are one matrix product, and a band mask keeps those within the window;
# 2. ask an easier question, yes or no: *is this a real neighbor, or a drawn word?* (negative sampling);
# 3. share the drawn words among a whole batch of rows: one more matrix product.

# %% [markdown]
# ### Exercise: `band_mask` (4 points)
#
# For each center word a reach is drawn from 1 to the window, so that near words count more often. Which of the others in the row are within reach, the center itself left out?

# %% solution band_mask
def band_mask(reach, length):
    """Which places of a row are within reach of each center.

    Args:
        reach: int tensor (rows, length), how far each center looks.
        length: words in a row.

    Returns:
        float32 tensor (rows, length, length): [r, i, j] is 1.0 where
        0 < |i - j| <= reach[r, i], else 0.0. Use TensorFlow operations.
    """
    ### BEGIN SOLUTION
    place = tf.range(length)
    distance = tf.abs(place[:, None] - place[None, :])  # (length, length)
    return tf.cast((distance > 0) & (distance <= reach[:, :, None]), tf.float32)
    ### END SOLUTION

# %%
@tf.function
def traced_mask(reach):
    return band_mask(reach, reach.shape[1])

# %% [markdown]
# The cell above wraps it in a `tf.function`, as training does; the tests use that too. A row of 5 words: the first looks 1 far, the second 2, the rest 1.

# %% show
band_mask(tf.constant([[1, 2, 1, 1, 1]]), 5).numpy()[0]

# %% test band_mask
with case("a band without its middle", points=1, message="With a reach of 1 everywhere a word sees its two direct neighbors, and not itself.") as rng:
    expected = np.eye(4, k=1) + np.eye(4, k=-1)
    np.testing.assert_array_equal(np.asarray(band_mask(tf.ones([1, 4], tf.int32), 4))[0], expected)
with case("floats of the right shape", points=1, message="Return float32 of shape (rows, length, length): the mask is multiplied with other floats.") as rng:
    mask = np.asarray(band_mask(tf.ones([3, 6], tf.int32), 6))
    assert mask.shape == (3, 6, 6) and mask.dtype == np.float32, f"{mask.shape}, {mask.dtype}"

# %% hidden band_mask
with case("the reach belongs to the center", points=2, message="Row i of the mask belongs to center i: it uses the reach of i, however far, not that of the other word. It works inside a tf.function too, with TensorFlow operations.") as rng:
    reach = rng.integers(1, 6, size=(4, 9)).astype(np.int32)
    reach[1, 0] = 8
    i, j = np.arange(9)[:, None], np.arange(9)[None]
    expected = (i != j) & (np.abs(i - j) <= reach[:, :, None])
    np.testing.assert_array_equal(np.asarray(band_mask(tf.constant(reach), 9)), expected)
    np.testing.assert_array_equal(np.asarray(traced_mask(tf.constant(reach))), expected)

# %% [markdown]
# Here is the whole step. Its gradients are written out: for yes-or-no questions the gradient of a score is simply *probability minus answer*.

# %% show
@tf.function
def block_step(embeddings, weights, rows, drawn, window, rate):
    """One update on rows of words (rows, length), with drawn words (samples,)."""
    length = rows.shape[1]
    e, w = tf.gather(embeddings, rows), tf.gather(weights, rows)  # (rows, length, embed)
    rivals = tf.gather(weights, drawn)  # (samples, embed)
    reach = tf.random.uniform(tf.shape(rows), 1, window + 1, tf.int32)
    mask = band_mask(reach, length)
    e_flat = tf.reshape(e, [-1, e.shape[2]])
    # Five rivals a pair, as many as gensim draws, spread over the shared ones.
    share = 5 * tf.reshape(tf.reduce_sum(mask, axis=2), [-1, 1]) / len(drawn)
    # The rate comes in here, where the arrays are smaller than the moves.
    yes = (tf.sigmoid(tf.matmul(e, w, transpose_b=True)) - 1) * (rate * mask)
    no = tf.sigmoid(tf.matmul(e_flat, rivals, transpose_b=True)) * (rate * share)
    e_move = tf.reshape(tf.matmul(yes, w), e_flat.shape) + tf.matmul(no, rivals)
    w_move = tf.reshape(tf.matmul(yes, e, transpose_a=True), e_flat.shape)
    r_move = tf.matmul(no, e_flat, transpose_a=True)
    ids = tf.reshape(rows, [-1])
    embeddings.scatter_sub(tf.IndexedSlices(e_move, ids))
    weights.scatter_sub(tf.IndexedSlices(w_move, ids))
    weights.scatter_sub(tf.IndexedSlices(r_move, drawn))

# %% [markdown]
# And the loop: skip frequent words anew in each epoch, shuffle the rows, draw the rivals by count to the power 0.75, and let the learning rate fall to zero. Rows are long enough to lose few pairs at their ends, and a step has about 3,000 pairs: with many more, the shared rivals would move too far at once.

# %% show
SUBSAMPLING = 1e-4


@tf.function
def run_blocks(embeddings, weights, batches, drawn, window, rates):
    for i in tf.range(tf.shape(batches)[0]):
        block_step(embeddings, weights, batches[i], drawn[i], window, rates[i])


def train_blocks(ids, counts, *, epochs, embedding_dim=100, window=5, rate=0.05, seed=0):
    """Train skip-gram in block form; yield the table of word vectors after each epoch."""
    set_seed(seed)
    rng, vocab_size = np.random.default_rng(seed), len(counts)
    length, batch = 12 + 4 * window, 768 // ((3 + window) * (1 + window))
    start = rng.uniform(-0.5, 0.5, (vocab_size, embedding_dim)) / embedding_dim
    embeddings = tf.Variable(start, dtype=tf.float32)
    weights = tf.Variable(tf.zeros([vocab_size, embedding_dim]))
    keep = keep_probabilities(np.maximum(counts, 1), SUBSAMPLING)
    chance = np.cumsum(counts**0.75) / np.sum(counts**0.75)
    for epoch in range(epochs):
        kept = ids[(rng.random(len(ids)) < keep[ids]) & (ids > 0)]
        kept = kept[rng.integers(length) :]  # other row borders in each epoch
        steps = len(kept) // (batch * length)
        rows = rng.permutation(kept[: steps * batch * length].reshape(-1, length))
        drawn = np.searchsorted(chance, rng.random((steps, 64))).astype(np.int32)
        rates = rate * (1 - (epoch + np.arange(steps) / steps) / epochs) + 1e-5
        batches = tf.constant(rows.reshape(steps, batch, length))
        run_blocks(embeddings, weights, batches, tf.constant(drawn), window, tf.constant(rates, tf.float32))
        yield embeddings.numpy()

# %% [markdown]
# ## Part 6. What is near?
#
# Two words are near when their vectors point the same way. The **cosine** ignores length, which mostly tells how common a word is. After dividing each vector by its length, the cosine is a plain dot product.
#
# ### Exercise: `unit_rows` (3 points)
#
# Scale each row to length 1. A row of zeros stays as it is.

# %% solution unit_rows
def unit_rows(vectors):
    """Each row divided by its Euclidean length; rows of zeros stay zero.

    Args:
        vectors: float array (words, embed).

    Returns:
        Float array of the same shape.
    """
    ### BEGIN SOLUTION
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths == 0, 1, lengths)
    ### END SOLUTION

# %% show
unit_rows(np.array([[3.0, 4.0], [0.0, 2.0], [0.0, 0.0]]))

# %% test unit_rows
with case("three and four make five", points=1, message="Divide each row by the root of the sum of its squares.") as rng:
    np.testing.assert_allclose(unit_rows(np.array([[3.0, 4.0], [0.0, 2.0]])), [[0.6, 0.8], [0, 1]], atol=1e-6)

# %% hidden unit_rows
with case("every row on its own", points=1, message="Use axis=1 with keepdims=True: one length for each row, however short or long.") as rng:
    vectors = rng.normal(size=(5, 5)) * rng.uniform(0.1, 9, size=(5, 1))
    np.testing.assert_allclose(unit_rows(vectors), vectors / np.sqrt((vectors**2).sum(1))[:, None], rtol=1e-5)
    np.testing.assert_allclose(unit_rows(np.array([[3e-4, -4e-4]])), [[0.6, -0.8]], rtol=1e-3)
    np.testing.assert_allclose(unit_rows(np.array([[3e4, 4e4], [1.0, -1.0]])), [[0.6, 0.8], [0.5**0.5, -(0.5**0.5)]], rtol=1e-3)
with case("a row of zeros", points=1, message="0 divided by 0 is NaN: leave rows of length 0 as they are.") as rng:
    vectors = rng.normal(size=(4, 3))
    vectors[2] = 0
    found = np.asarray(unit_rows(vectors))
    np.testing.assert_array_equal(found[2], [0, 0, 0])
    np.testing.assert_allclose(np.linalg.norm(found[[0, 1, 3]], axis=1), np.ones(3), rtol=1e-5)

# %% [markdown]
# ### Predict: cosine or distance? (1 point)
#
# For vectors of length 1, sort the words by cosine (largest first) and by Euclidean distance (smallest first). Is the order always the same? Set `predicted_same_order` to `True` or `False`.

# %% solution predict_same_order
# predicted_same_order = True or False
### BEGIN SOLUTION
predicted_same_order = True
### END SOLUTION

# %% test predict_same_order
with case("a prediction is there", points=1, message="Set predicted_same_order to True or False.") as rng:
    assert predicted_same_order in (True, False)

# %% show
points = np.random.default_rng(1).normal(size=(200, 10))
for name, rows in (("raw", points), ("unit length", points / np.linalg.norm(points, axis=1, keepdims=True))):
    by_dot = np.argsort(-rows @ rows[0])
    by_distance = np.argsort(np.linalg.norm(rows - rows[0], axis=1))
    print(f"{name:12} same order: {np.array_equal(by_dot, by_distance)}")
print("your guess for unit length:", predicted_same_order)

# %% [markdown]
# For unit vectors $|u - v|^2 = 2 - 2\,u \cdot v$: a larger cosine **is** a smaller distance. For raw vectors the two disagree.
#
# ### Exercise: `nearest_words` (5 points)
#
# The `k` nearest words of several queries at once, by cosine, nearest first, in **one** matrix product. A word is not its own neighbor; leave out the query by its id, not by assuming that it comes first.

# %% solution nearest_words
def nearest_words(vectors, queries, k):
    """The k nearest words of each query, by cosine.

    Args:
        vectors: float array (words, embed), not scaled, no row is zero.
        queries: int array (queries,), ids of words.
        k: how many neighbors, at most words - 1.

    Returns:
        int array (queries, k), nearest first, without the query itself.
    """
    ### BEGIN SOLUTION
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T  # (queries, words)
    similarity[np.arange(len(queries)), queries] = -np.inf
    return np.argsort(-similarity, axis=1)[:, :k]
    ### END SOLUTION

# %% [markdown]
# Now train in earnest, and watch the neighbors of five words form as the epochs go by.

# %% show
EPOCHS = budget(4, 1)
WATCHED = ["three", "france", "mother", "physics", "said"]


def print_neighbors(vectors, names, k=6):
    """Neighbors among the 5,000 commonest words: rarer ones are too noisy to read."""
    ids = encode_words(names, vocabulary)
    for name, row in zip(names, nearest_words(vectors[:5000], ids, k)):
        print(f"  {name:9}", " ".join(decode_ids(row, vocabulary)))


counts = np.bincount(corpus, minlength=len(vocabulary)).astype(float)
counts[0] = 0  # the unknown token is no word
start = time.perf_counter()
for epoch, skip_gram in enumerate(train_blocks(corpus, counts, epochs=EPOCHS), 1):
    if epoch in (1, 2, EPOCHS):
        print(f"after epoch {epoch}:")
        print_neighbors(skip_gram, WATCHED)
block_rate = EPOCHS * np.sum(corpus > 0) / (time.perf_counter() - start)
print(f"{block_rate:,.0f} words a second, all neighbors within 5 places")

# %% test nearest_words
with case("the nearest of three", points=1, message="Divide by the lengths first: a long vector is not nearer than a short one.") as rng:
    vectors = np.array([[1.0, 0.0], [9.0, 9.0], [0.9, 0.1], [-1.0, 0.0]])
    np.testing.assert_array_equal(nearest_words(vectors, np.array([0]), 2), [[2, 1]])
with case("never the query itself", points=1, message="Give the query a similarity of minus infinity before sorting.") as rng:
    found = np.asarray(nearest_words(rng.normal(size=(8, 3)), np.arange(8), 7))
    assert found.shape == (8, 7), f"got shape {found.shape}"
    assert found.dtype.kind in "iu", f"ids are whole numbers, got {found.dtype}"
    assert not np.any(found == np.arange(8)[:, None])

# %% hidden nearest_words
with case("nearest first", points=2, message="Sort by falling cosine and keep the first k of each row, whatever was asked before, and for a single query too.") as rng:
    for words, count in ((30, 7), (30, 1), (300, 5)):
        vectors = rng.normal(size=(words, 6)) * rng.uniform(0.1, 5, size=(words, 1))
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        queries = rng.permutation(words)[:count]
        similarity = unit[queries] @ unit.T
        similarity[np.arange(count), queries] = -9
        np.testing.assert_array_equal(nearest_words(vectors, queries, 4), np.argsort(-similarity, axis=1)[:, :4])
with case("twins", points=1, message="Another word may have exactly the query's vector, or the opposite one: leave out the query by its id, not the first of the list, with a score below every cosine.") as rng:
    vectors = rng.normal(size=(24, 6))
    vectors[12:] = vectors[:12]
    found = np.asarray(nearest_words(vectors, np.arange(24), 1))[:, 0]
    np.testing.assert_array_equal(found, (np.arange(24) + 12) % 24)
    cross = np.array([[2.0, 0.0], [-1.0, 0.0], [0.0, 3.0]])
    np.testing.assert_array_equal(nearest_words(cross, np.array([0, 1]), 2), [[2, 1], [2, 0]])

# %% [markdown]
# ## Part 7. A map of meaning
#
# A hundred dimensions on paper: something must give. **PCA** looks at the cloud from its widest side, like a shadow on a wall. **t-SNE** gives up all large distances to keep neighbors together.
#
# ### Exercise: `project_pca` (4 points)
#
# Center the vectors (subtract the mean of each column), and project them on the two directions of largest variance, the first two right singular vectors.

# %% solution project_pca
def project_pca(vectors):
    """Project vectors on their two directions of largest variance.

    Args:
        vectors: float array (words, embed).

    Returns:
        Float array (words, 2): the direction of largest variance first. Signs are free.
    """
    ### BEGIN SOLUTION
    centered = vectors - np.mean(vectors, axis=0)
    _, _, directions = np.linalg.svd(centered, full_matrices=False)
    return centered @ directions[:2].T
    ### END SOLUTION

# %% [markdown]
# Four points on a line through space: all their variance is in the first column.

# %% show
project_pca(np.array([[0.0, 1, 1], [1, 2, 2], [2, 3, 3], [3, 4, 4]])).round(3)

# %% test project_pca
with case("points on a line", points=1, message="Subtract the mean first; four points on a line have no second dimension.") as rng:
    flat = np.asarray(project_pca(np.array([[0.0, 1, 1], [1, 2, 2], [2, 3, 3], [3, 4, 4]])))
    assert flat.shape == (4, 2), f"got shape {flat.shape}"
    np.testing.assert_allclose(flat[:, 1], np.zeros(4), atol=1e-6)
    np.testing.assert_allclose(np.abs(flat[:, 0]), np.sqrt(3) * np.array([1.5, 0.5, 0.5, 1.5]), rtol=1e-5)

# %% hidden project_pca
with case("equal to scikit-learn's", points=2, message="Use the right singular vectors of all the centered vectors, the two with the largest singular values. A direction may be turned around as a whole, no single point.") as rng:
    from sklearn.decomposition import PCA

    # Two orthogonal frames, the columns of the first one with mean 0: the singular values are the given ones.
    frame = rng.normal(size=(240, 6))
    left, right = np.linalg.qr(frame - frame.mean(axis=0))[0], np.linalg.qr(rng.normal(size=(6, 6)))[0]
    for values in ([15, 80, 30, 140, 15, 15], [15, 120, 113, 140, 15, 15]):
        cloud = left * np.array(values) @ right
        expected = PCA(2).fit_transform(cloud)
        for scale in (1, 1e-5):
            found = np.asarray(project_pca(scale * cloud)) / scale
            assert found.shape == expected.shape, f"expected {expected.shape}, got {found.shape}"
            signs = np.sign((found * expected).sum(axis=0))  # each direction may be turned around
            np.testing.assert_allclose(found * signs, expected, rtol=1e-3, atol=1e-3)
with case("a cloud far from the origin", points=1, message="The mean must not matter: center the vectors before you look for directions.") as rng:
    cloud = rng.normal(size=(30, 4)) * np.array([4, 2, 1, 1])
    near, far = (np.abs(project_pca(cloud + shift)) for shift in (np.zeros(4), np.array([100, -50, 20, 0])))
    assert near.shape == (30, 2), f"expected two columns, got {near.shape}"
    np.testing.assert_allclose(near, far, rtol=1e-3, atol=1e-3)

# %% [markdown]
# The 400 commonest words with at least three letters, drawn both ways.

# %% show
shown = [i for i, word in enumerate(vocabulary) if i and len(word) > 2][:400]
vectors = unit_rows(skip_gram[shown])
maps = {
    "PCA": project_pca(vectors),
    "t-SNE": TSNE(2, perplexity=15, metric="cosine", init="pca", random_state=0).fit_transform(vectors),
}

# %% show
def draw_map(points, names, title):
    """Scatter the points with a word beside each, where it hides no other word."""
    figure, axes = plt.subplots(figsize=(12, 10))
    axes.scatter(*points.T, s=5, alpha=0.5)
    axes.set(title=title, xticks=[], yticks=[])
    figure.draw_without_rendering()  # now the places on paper are known
    on_paper = axes.transData.transform(points) * 72 / figure.dpi
    boxes = np.empty((0, 2))  # centers of the labels so far, and half their widths
    halves = np.empty(0)
    for point, place, name in zip(points, on_paper, names):
        half = 2.1 * len(name)
        tries = [(0, 6), (0, -6), (half + 4, 0), (-half - 4, 0)]
        tries += [(x, y) for y in (11, -11, 17, -17, 23, -23) for x in (half, -half, 0)]
        for offset in tries:
            across, up = np.abs(boxes - place - offset).T
            if not np.any((across < halves + half) & (up < 7)):
                break
        line = {"arrowstyle": "-", "linewidth": 0.4, "color": "gray", "shrinkA": 3} if abs(offset[1]) > 11 else None
        axes.annotate(name, point, offset, textcoords="offset points", size=7, ha="center", va="center", arrowprops=line)
        boxes, halves = np.vstack([boxes, place + offset]), np.append(halves, half)
    return figure


_ = draw_map(maps["PCA"], [vocabulary[i] for i in shown], "PCA: which words lie together?")

# %% [markdown]
# A shadow: the Bible at one end, the dictionary at the other, the numbers in a corner, and crowds of words on top of each other.

# %% show
_ = draw_map(maps["t-SNE"], [vocabulary[i] for i in shown], "t-SNE: which words lie together?")

# %% [markdown]
# Islands: the numbers, the colors, trees with fruit and flowers, the points of the compass, *thee* near *thou*. Read the islands; do **not** read the distances between them, which t-SNE does not keep.

# %% [markdown]
# ### Exercise: `trustworthiness` (6 points)
#
# A beautiful map may lie. Take each point's $k$ nearest neighbors **on the map**. Each one that is not among the $k$ nearest in the full space is an intruder; it costs its rank there minus $k$ (rank 1 is the nearest other point). With $n$ points and $C$ the sum of all costs:
#
# $$T = 1 - \frac{2}{n k (2n - 3k - 1)}\, C$$

# %% solution trustworthiness
def trustworthiness(vectors, points, k):
    """How far neighbors on a map are neighbors in the full space; 1 is best.

    Args:
        vectors: float array (n, embed), the full space; Euclidean distances.
        points: float array (n, 2), the map.
        k: neighbors to look at, less than n / 2.

    Returns:
        A number, at most 1.
    """
    ### BEGIN SOLUTION
    def order(rows):
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]  # the point itself comes first

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(np.asarray(vectors)), np.arange(1, n)[None], axis=1)
    near = order(np.asarray(points))[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))
    ### END SOLUTION

# %% show
for name, points in maps.items():
    print(f"{name:6} {trustworthiness(vectors, points, k=10):.3f}")

# %% test trustworthiness
with case("a perfect map", points=1, message="When the map is the space itself there are no intruders and the result is 1.") as rng:
    points = rng.normal(size=(20, 2))
    np.testing.assert_allclose(trustworthiness(points, points, 4), 1, atol=1e-9)
    assert trustworthiness(points, points[::-1], 4) < 0.9, "a map that mixes all up is not perfect"
with case("equal to scikit-learn's", points=2, message="An intruder costs its rank in the full space minus k; the nearest other point has rank 1.") as rng:
    space, points = rng.normal(size=(25, 5)), rng.normal(size=(25, 2))
    np.testing.assert_allclose(trustworthiness(space, points, 3), manifold.trustworthiness(space, points, n_neighbors=3), rtol=1e-6)

# %% hidden trustworthiness
with case("other sizes", points=2, message="Check the factor 2 / (n k (2n - 3k - 1)), and that the neighbors are those on the map.") as rng:
    for n, k in ((12, 2), (31, 7), (40, 12)):
        space = rng.normal(size=(n, 4))
        points = space[:, :2] + 0.3 * rng.normal(size=(n, 2))
        np.testing.assert_allclose(trustworthiness(space, points, k), manifold.trustworthiness(space, points, n_neighbors=k), rtol=1e-6)
    # The first half of the map is nearly right, the second by chance. Among many ranks two
    # may differ by rounding: one more or less changes the result by 1e-6.
    space, points = rng.normal(size=(300, 4)) * [1, 1, 0.1, 0.1], rng.normal(size=(300, 2))
    points[:150] = space[:150, :2]
    np.testing.assert_allclose(trustworthiness(space, points, 10), manifold.trustworthiness(space, points, n_neighbors=10), atol=1e-4)
with case("not the other way round", points=1, message="Take the neighbors from the map and their ranks from the full space, not the reverse. Points at the same place of the map are neighbors of each other, none of itself.") as rng:
    space = rng.normal(size=(24, 4))
    points = space[:, :1] * [1.0, 0.0]  # a map that folds three directions away
    np.testing.assert_allclose(trustworthiness(space, points, 3), manifold.trustworthiness(space, points, n_neighbors=3), rtol=1e-6)
    # Pairs at one place, far apart in space: the 3 nearest are the twin and both points of another pair.
    points = np.repeat(rng.normal(size=(12, 2)), 2, axis=0)
    space[::2] += 20
    np.testing.assert_allclose(trustworthiness(space, points, 3), manifold.trustworthiness(space, points, n_neighbors=3), rtol=1e-6)

# %% [markdown]
# ## Part 8. An exam for vectors
#
# *Man is to woman as king is to …* Go from man to woman, start at king, take the same step: the answer is the word nearest to $v_{woman} - v_{man} + v_{king}$.
#
# ### Exercise: `solve_analogies` (6 points)
#
# Solve many questions $a : b = c : \,?$ at once. Use vectors of length 1, and compare by cosine. The three words of the question are not allowed as its answer: without this rule the answer would nearly always be $b$ or $c$.

# %% solution solve_analogies
def solve_analogies(vectors, questions):
    """The word that completes each analogy a : b = c : ?

    Args:
        vectors: float array (words, embed), not scaled, no row is zero.
        questions: int array (questions, 3), the ids a, b, c.

    Returns:
        int array (questions,): the word with the largest cosine to b - a + c,
        computed with vectors of length 1, the question's own words left out.
    """
    ### BEGIN SOLUTION
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T  # (questions, words)
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)
    ### END SOLUTION

# %% [markdown]
# A little show before the exam, with answers from the 5,000 commonest words (id 0, the unknown token, stays out).

# %% show
for question in ("good better bad", "he his she", "man woman king", "italy italian spain", "france french germany", "hand fingers foot"):
    ids = encode_words(question.split(), vocabulary)
    answer = vocabulary[solve_analogies(skip_gram[1:5000], ids[None] - 1)[0] + 1]
    print("{} : {} = {} :".format(*question.split()), answer)

# %% test solve_analogies
with case("a parallelogram", points=1, message="The answer is nearest to b - a + c.") as rng:
    # Two features, country and capital, of three pairs.
    city, country = np.eye(6)[:3] + np.eye(6)[3], np.eye(6)[:3] + np.eye(6)[4]
    vectors = np.concatenate([city, country])
    np.testing.assert_array_equal(solve_analogies(vectors, np.array([[0, 3, 1], [1, 4, 2]])), [4, 5])
with case("never a word of the question", points=1, message="The nearest word is often b or c itself: leave out the three words of the question.") as rng:
    questions = np.array([rng.permutation(20)[:3] for _ in range(20)])
    found = np.asarray(solve_analogies(rng.normal(size=(20, 6)), questions))
    assert found.shape == (20,), f"expected one word a question, got {found.shape}"
    assert found.dtype.kind in "iu", f"ids are whole numbers, got {found.dtype}"
    assert not np.any(found[:, None] == questions), "an answer is a word of its question"

# %% hidden solve_analogies
def trusted_answers(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    answers = []
    for a, b, c in questions:
        scores = unit @ (unit[b] - unit[a] + unit[c])
        scores[[a, b, c]] = -9
        answers.append(scores.argmax())
    return answers


with case("only the question's own words are left out", points=2, message="None of a, b, c may be the answer: set their scores to minus infinity, in the row of that question only.") as rng:
    for words, count in ((40, 30), (40, 1), (300, 30)):
        vectors = rng.normal(size=(words, 8))
        questions = np.array([rng.permutation(words)[:3] for _ in range(count)])
        np.testing.assert_array_equal(solve_analogies(vectors, questions), trusted_answers(vectors, questions))
    # The step ends near a itself, and all other words lie behind it.
    vectors = np.array([[1, 0], [0.75**0.5, 0.5], [0.75**0.5, -0.5], [-3, 0.1], [-2, 2]])
    np.testing.assert_array_equal(solve_analogies(vectors, np.array([[0, 1, 2]])), [4])
    vectors = np.array([[-1.0, 0], [1, 0], [2, 0], [-1, 1], [-2, 1]])  # all scores are below -1
    np.testing.assert_array_equal(solve_analogies(vectors, np.array([[0, 1, 2]])), [3])
with case("length does not matter", points=2, message="Scale the vectors to length 1 before adding and before comparing: frequent words have long vectors.") as rng:
    vectors = rng.normal(size=(30, 5)) * rng.uniform(0.05, 20, size=(30, 1))
    questions = np.array([rng.permutation(30)[:3] for _ in range(80)])
    np.testing.assert_array_equal(solve_analogies(vectors, questions), trusted_answers(vectors, questions))

# %% [markdown]
# ### Exercise: `spearman` (5 points)
#
# People were asked how related *tiger* and *cat* are, from 0 to 10. Our cosines live on another scale, so only the **order** can be compared: replace both lists by ranks (1 is the smallest; equal values share the mean of their ranks) and correlate the ranks.
#
# <details><summary>Hint</summary>The rank of a value is the number of smaller values, plus half the number of equal ones, plus one half.</details>

# %% solution spearman
def spearman(x, y):
    """Spearman's rank correlation, from -1 to 1; ties share their mean rank.

    Args:
        x, y: arrays or lists of n numbers, neither of them constant.
    """
    ### BEGIN SOLUTION
    def ranks(values):
        values = np.asarray(values)
        smaller = (values[None] < values[:, None]).sum(axis=1)
        equal = (values[None] == values[:, None]).sum(axis=1)
        return smaller + (equal + 1) / 2

    return np.corrcoef(ranks(x), ranks(y))[0, 1]
    ### END SOLUTION

# %% [markdown]
# Same order: 1, however bent the curve. Reversed order: −1.

# %% show
print(spearman([1, 2, 3, 4], [1, 10, 100, 1000]), spearman([1, 2, 3], [9, 5, 1]))

# %% test spearman
with case("only the order counts", points=1, message="Replace the values by their ranks before you correlate; take lists too.") as rng:
    x = rng.permutation(12) + 0.0
    np.testing.assert_allclose(spearman(x, np.exp(x)), 1, atol=1e-9)
    np.testing.assert_allclose(spearman([3, 1, 2], [9, 0, 4]), 1, atol=1e-9)
    np.testing.assert_allclose(spearman(x, -x), -1, atol=1e-9)

# %% hidden spearman
with case("a random sample", points=2, message="Pearson's correlation of the ranks: compare with scipy.stats.spearmanr on lists without ties.") as rng:
    x = rng.normal(size=30)
    y = x + rng.normal(size=30)
    np.testing.assert_allclose(spearman(x, y), stats.spearmanr(x, y)[0], rtol=1e-6)
with case("ties share their rank", points=2, message="Equal values get the mean of the ranks that they occupy together.") as rng:
    np.testing.assert_allclose(spearman(np.array([2.0, 2, 7, 9]), np.array([1.0, 2, 3, 4])), 0.948683, rtol=1e-5)
    x, y = rng.integers(0, 3, size=40) + 0.0, rng.integers(0, 40, size=40) // 3 + 0.0
    np.testing.assert_allclose(spearman(x, y), stats.spearmanr(x, y)[0], rtol=1e-6, atol=1e-9)

# %% [markdown]
# Now the exam that every model of this notebook takes: WordSim-353, and the questions of the original word2vec paper, as far as our vocabulary knows all their words.

# %% show
place = {word: i for i, word in enumerate(vocabulary)}
lines = data_path("text", "wordsim353.tsv").read_text().lower().splitlines()
rated = [line.split("\t") for line in lines if not line.startswith("#")]
rated = [(place[a], place[b], float(r)) for a, b, r in rated if a in place and b in place]
section, asked = "", []
for line in data_path("text", "questions-words.txt").read_text().lower().splitlines():
    terms = line.split()
    if terms[0] == ":":
        section = terms[1]
    elif all(term in place for term in terms):
        asked.append((section, *(place[term] for term in terms)))
print(f"{len(rated)} rated pairs, {len(asked)} questions, such as", [vocabulary[i] for i in asked[0][1:]])

# %% show
def exam(vectors):
    """WordSim-353 (Spearman), share of analogies solved, and the same by section."""
    unit = unit_rows(vectors)
    unit[0] = unit[1]  # the unknown token may never win on its own
    a, b, rating = (np.array(column) for column in zip(*rated))
    questions = np.array([row[1:] for row in asked])
    right = np.concatenate(
        [solve_analogies(unit, part[:, :3]) == part[:, 3] for part in np.array_split(questions, 20)]
    )
    sections = np.array([row[0] for row in asked])
    return spearman((unit[a] * unit[b]).sum(axis=1), rating), right.mean(), {
        name: right[sections == name].mean() for name in dict.fromkeys(sections)
    }


results = {"skip-gram": exam(skip_gram)}
print(f"WordSim-353 {results['skip-gram'][0]:.3f}, analogies {results['skip-gram'][1]:.1%}")

# %% show
by_section = results["skip-gram"][2]
figure, axes = plt.subplots(figsize=(6, 4))
axes.barh(list(by_section), [100 * share for share in by_section.values()])
axes.invert_yaxis()
_ = axes.set(title="Which analogies does a small corpus teach?", xlabel="solved (%), chance is below 0.01 %")

# %% [markdown]
# A model that read a hundred billion words solves over 70 %. Ours shows where its reading was: look at your strongest section and guess which source taught it.

# %% [markdown]
# ## Part 9. CBOW: the other way round
#
# The **continuous bag of words** turns the question around: given all words around a gap, which word fills it? One example a word, instead of one a pair.
#
# ### Exercise: `cbow_examples` (5 points)
#
# All examples whose window lies fully inside the text: the 2 × window words around each center from left to right, and the center as the label. The center must **not** be among its own context, or the answer leaks into the question.

# %% solution cbow_examples
def cbow_examples(ids, window):
    """Contexts and centers of every word that has a full window.

    Args:
        ids: int array (words,), more than 2 * window words.
        window: words on either side, at least 1.

    Returns:
        contexts: int32 array (examples, 2 * window), left to right, without the center.
        centers: int32 array (examples,).

    Example:
        cbow_examples([5, 6, 7, 8], 1) -> [[5, 7], [6, 8]], [6, 7]
    """
    ### BEGIN SOLUTION
    ids = np.asarray(ids, np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(ids, 2 * window + 1)
    return np.delete(windows, window, axis=1), windows[:, window].copy()
    ### END SOLUTION

# %% show
cbow_examples([5, 6, 7, 8], 1)

# %% test cbow_examples
with case("four words", points=1, message="The words 3, 8, 6, 1 with window 1 give two examples: (3, 6) around 8, and (8, 1) around 6.") as rng:
    contexts, centers = cbow_examples(np.array([3, 8, 6, 1]), 1)
    np.testing.assert_array_equal(contexts, [[3, 6], [8, 1]])
    np.testing.assert_array_equal(centers, [8, 6])
with case("the center is not in its context", points=1, message="Leave out the middle column: a model that sees the answer learns nothing else.") as rng:
    contexts, centers = (np.asarray(part) for part in cbow_examples(np.arange(20), 2))
    assert contexts.shape == (16, 4) and centers.shape == (16,)
    assert contexts.dtype == centers.dtype == np.int32, f"expected int32, got {contexts.dtype} and {centers.dtype}"
    assert not np.any(contexts == centers[:, None])

# %% hidden cbow_examples
with case("any window", points=2, message="Row i holds the window words before center i and the window words after it, from left to right: one row for each center, also where the text repeats itself.") as rng:
    repeated = np.tile([70_000, 3, 20_000_001], 8)[:23]
    for window, ids in ((1, rng.integers(0, 50, size=23)), (2, rng.integers(0, 50, size=23)), (4, repeated)):
        contexts, centers = cbow_examples(ids, window)
        places = range(window, 23 - window)
        np.testing.assert_array_equal(centers, ids[window : 23 - window])
        expected = [np.r_[ids[i - window : i], ids[i + 1 : i + window + 1]] for i in places]
        np.testing.assert_array_equal(contexts, expected)
with case("the smallest text", points=1, message="A text of exactly 2 * window + 1 words makes one example; nothing reaches around the ends.") as rng:
    contexts, centers = cbow_examples(np.arange(7), 3)
    np.testing.assert_array_equal(contexts, [[0, 1, 2, 4, 5, 6]])
    np.testing.assert_array_equal(centers, [3])

# %% [markdown]
# ### Exercise: `cbow_inputs` (3 points)
#
# The bag: the **mean** of the context words' vectors. (The sum works too, but then the size of the input depends on the window.) Use TensorFlow operations, so that a gradient flows.

# %% solution cbow_inputs
def cbow_inputs(embeddings, contexts):
    """The mean vector of each context.

    Args:
        embeddings: float tensor (vocab, embed).
        contexts: int tensor (batch, words).

    Returns:
        Float tensor (batch, embed).
    """
    ### BEGIN SOLUTION
    return tf.reduce_mean(tf.gather(embeddings, contexts), axis=1)
    ### END SOLUTION

# %%
@tf.function
def traced_inputs(embeddings, contexts):
    return cbow_inputs(embeddings, contexts)

# %% [markdown]
# The tests call it inside a `tf.function` too, as training does.

# %% show
cbow_inputs(tf.constant([[0.0, 0.0], [2.0, 4.0], [4.0, 0.0]]), tf.constant([[1, 2], [0, 1]])).numpy()

# %% test cbow_inputs
with case("a mean of two rows", points=1, message="Look up the rows, then take the mean over the words of the context (axis 1).") as rng:
    table = tf.constant(rng.normal(size=(5, 3)).astype(np.float32))
    np.testing.assert_allclose(cbow_inputs(table, tf.constant([[1, 4]]))[0], (table[1] + table[4]) / 2, rtol=1e-4, atol=1e-6)
with case("a gradient flows", points=1, message="Use TensorFlow operations: a detour through NumPy cuts the gradient.") as rng:
    table = tf.constant(rng.normal(size=(4, 2)).astype(np.float32))
    with tf.GradientTape() as tape:
        tape.watch(table)
        total = tf.reduce_sum(cbow_inputs(table, tf.constant([[0, 1, 1, 2]])))
    gradient = tape.gradient(total, table)
    assert gradient is not None, "no gradient"
    np.testing.assert_allclose(tf.convert_to_tensor(gradient)[:, 0], [0.25, 0.5, 0.25, 0], atol=1e-6)

# %% hidden cbow_inputs
with case("any shape", points=1, message="Mean over axis 1, for any number of context words, repeats included, and for any values, also inside a tf.function.") as rng:
    table = rng.normal(size=(9, 4)).astype(np.float32)
    table[:, 1] += 40
    for shape in ((6, 5), (4, 24), (1, 1)):
        contexts = rng.integers(0, 9, size=shape)
        expected = table[contexts].mean(axis=1)
        np.testing.assert_allclose(cbow_inputs(tf.constant(table), tf.constant(contexts)), expected, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(traced_inputs(tf.constant(table), tf.constant(contexts)), expected, rtol=1e-4, atol=1e-5)

# %% [markdown]
# Train it with the pieces that you have: `coursekit.train`, sampled softmax, sparse updates. Several gradients fall on one row, and the mean divides each by the size of the window, so the rate is higher than before.

# %% show
def train_cbow(ids, vocab_size, *, window=4, embedding_dim=100, steps=9_000, rate=24.0):
    set_seed(0)
    embeddings = tf.Variable(tf.random.uniform([vocab_size, embedding_dim], -0.5, 0.5) / embedding_dim)
    weights, biases = tf.Variable(tf.zeros([vocab_size, embedding_dim])), tf.Variable(tf.zeros([vocab_size]))
    variables = [embeddings, weights, biases]

    def step(contexts, centers):
        with tf.GradientTape() as tape:
            inputs = cbow_inputs(embeddings, contexts)
            labels = tf.cast(centers, tf.int64)[:, None]
            loss = tf.nn.sampled_softmax_loss(weights, biases, labels, inputs, 64, vocab_size)
            loss = tf.reduce_mean(loss)
        for variable, g in zip(variables, tape.gradient(loss, variables)):
            variable.scatter_sub(tf.IndexedSlices(rate * g.values, g.indices))
        return loss

    history = train(step, cbow_examples(ids, window), steps=steps, batch_size=512)
    return embeddings.numpy(), history

# %% show
rng = np.random.default_rng(0)
kept = corpus[(rng.random(len(corpus)) < keep_probabilities(np.maximum(counts, 1), SUBSAMPLING)[corpus]) & (corpus > 0)]
cbow, history = train_cbow(kept, len(vocabulary))
_ = plot_curves(history, title="Does CBOW learn?")

# %% show
print_neighbors(cbow, WATCHED)
results["CBOW"] = exam(cbow)
for name, (rho, share, _) in results.items():
    print(f"{name:10} WordSim-353 {rho:.3f}, analogies {share:.1%}")

# %% [markdown] answer compare_models points=3
# ### In your words (3 points)
#
# Skip-gram and CBOW end with different losses. In three sentences: why may you not call the one with the lower loss better, what do you compare instead, and what does that comparison say here?
#
# === BEGIN MARK SCHEME ===
# 1 point: the losses answer different questions (pair against bag, number of samples, sum or mean, window), so their scales differ.
# 1 point: compare on a common task: WordSim-353, analogies, neighbors read by a human.
# 1 point: reads the student's own printed numbers and says which model did better on what.
# === END MARK SCHEME ===

# %% [markdown]
# ## Part 10. Side by side with gensim
#
# gensim's word2vec is the classic, written in C. If it is installed here, it now reads the same words with the same settings and takes the same exam. (It is not needed for anything else: `pip install gensim` if you are curious.)

# %% show
try:
    from gensim.models import Word2Vec
except ImportError:
    print("gensim is not installed here: nothing to compare with, and nothing is missing.")
else:
    known = decode_ids(corpus[corpus > 0], vocabulary)
    sentences = [known[i : i + 1000] for i in range(0, len(known), 1000)]
    start, epochs = time.perf_counter(), 1
    model = Word2Vec(
        sentences, vector_size=100, window=5, sg=1, negative=5, sample=SUBSAMPLING,
        min_count=1, epochs=epochs, alpha=0.05, workers=2, seed=1,
    )
    rate = epochs * len(known) / (time.perf_counter() - start)
    *_, ours = train_blocks(corpus, counts, epochs=epochs)
    theirs = np.stack([model.wv[w] if w in model.wv else np.ones(100, np.float32) for w in vocabulary])
    for name, table, speed in (("ours", ours, block_rate), ("gensim", theirs, rate)):
        rho, share, _ = exam(table)
        print(f"{name:7} after one epoch: WordSim-353 {rho:.3f}, analogies {share:.2%}, {speed:,.0f} words/s")

# %% [markdown]
# ## Recap
#
# - Nearly half of the different words are seen once; vectors let rare words borrow from their neighbors.
# - Skip-gram asks which words are near; CBOW asks which word is missing.
# - Sampling replaces a sum over the vocabulary by an average that is right in expectation.
# - Update only the rows that a batch touched, and let matrix products do the work.
# - Compare models on a common exam, never on losses of different kinds.

# %% [markdown]
# ## Questions
#
# Close the notebook and answer from memory.
#
# 1. Why does the loss of sampled softmax depend on the number of samples?
# 2. What goes wrong when accidental hits are left in?
# 3. Why must the query words be left out of an analogy's answers?
# 4. Which distances on a t-SNE map may you read?
# 5. Why is the 0.75 in the sampling of rivals a compromise, between what and what?

# %% [markdown]
# ## Where next
#
# A word has one vector here, whether the bank is a river's or a robber's. In the next assignment a network reads **in order**, keeps a memory of what it read, and writes text of its own.
