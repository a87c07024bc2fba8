"""MAUVE of features by krishnap25/mauve, its clustering by scikit-learn's k-means as it comes (k-means++, Lloyd) in place of faiss: 5 starts.
Prints seconds, then the value.
    mauve.py REPOSITORY DATA.npy REFERENCE.npy
"""
import sys
import time
import types

import numpy
from sklearn.cluster import KMeans


class Kmeans:
    """What the repository asks of faiss.Kmeans."""

    def __init__(self, dimensions, clusters, niter, verbose, nredo, update_index, seed):
        self.model = KMeans(clusters, n_init=nredo, max_iter=niter, random_state=seed)
        self.index = self

    def train(self, rows):
        self.model.fit(rows)

    def search(self, rows, nearest):
        return None, self.model.predict(rows)


sys.modules["faiss"] = types.SimpleNamespace(Kmeans=Kmeans)
sys.path.insert(0, sys.argv[1] + "/src")
from mauve.compute_mauve import compute_mauve  # noqa: E402

data, reference = (numpy.load(file) for file in sys.argv[2:4])
clusters = min(500, max(2, round(min(len(data), len(reference)) / 10)))
start = time.perf_counter()
found = compute_mauve(p_features=data, q_features=reference, num_buckets=clusters, verbose=False)
print(f"{time.perf_counter() - start:.2f} {found.mauve!r}")
