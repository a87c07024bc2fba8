"""distinct-1…5 of a file with a set of tuples for each order. Prints the five values.
    distinct.py FILE
"""
import json
import sys

ORDERS = range(1, 6)
seen = {n: set() for n in ORDERS}
total = dict.fromkeys(ORDERS, 0)
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        words = json.loads(line)["text"].split()
        for n in ORDERS:
            seen[n].update(zip(*(words[i:] for i in range(n))))
            total[n] += max(0, len(words) - n + 1)
print(*(len(seen[n]) / total[n] for n in ORDERS))
