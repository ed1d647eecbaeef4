# right: TensorFlow's edit distance of sparse letters
def character_error_rate(words, answers):
    def letters(texts):
        places = [(row, column) for row, t in enumerate(texts) for column in range(len(t))]
        values = [c for t in texts for c in t]
        shape = (len(texts), max(1, *map(len, texts)) if len(texts) > 1 else max(1, len(texts[0])))
        places = np.array(places, np.int64).reshape(-1, 2)
        return tf.SparseTensor(places, tf.constant(values, tf.string), shape)

    edits = tf.edit_distance(letters(answers), letters(words), normalize=False)
    return float(tf.reduce_sum(edits)) / sum(map(len, words))
