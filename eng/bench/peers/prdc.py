"""Precision, recall, density and coverage by clovaai/generative-evaluation-prdc, in double precision. Prints seconds, then the values.
    prdc.py REPOSITORY DATA.npy REFERENCE.npy
"""
import contextlib
import io
import sys
import time

import numpy

sys.path.insert(0, sys.argv[1])
from prdc import compute_prdc  # noqa: E402

data, reference = (numpy.load(file).astype(numpy.float64) for file in sys.argv[2:4])
start = time.perf_counter()
with contextlib.redirect_stdout(io.StringIO()):
    found = compute_prdc(real_features=reference, fake_features=data, nearest_k=5)
print(f"{time.perf_counter() - start:.2f}", *(float(found[name]) for name in ("precision", "recall", "density", "coverage")))
