"""nltk's Self-BLEU-3, smoothing method1: each row against all other rows. Prints seconds (without Python's start and nltk's import)
and the value; with ORDERS (such as 2,3,4,5) the value of each.
    self_bleu.py FILE ROWS [ORDERS]
"""
import itertools
import json
import sys
import time

from nltk.translate.bleu_score import SmoothingFunction, sentence_bleu

with open(sys.argv[1], encoding="utf-8") as file:
    rows = [json.loads(line)["text"].split() for line in itertools.islice(file, int(sys.argv[2]))]
orders = [int(order) for order in (sys.argv[3] if len(sys.argv) > 3 else "3").split(",")]

start = time.perf_counter()
smooth = SmoothingFunction().method1
means = []
for order in orders:
    scores = [sentence_bleu(rows[:i] + rows[i + 1:], row, (1 / order,) * order, smooth) for i, row in enumerate(rows)]
    means.append(sum(scores) / len(scores))
print(time.perf_counter() - start, *means)
