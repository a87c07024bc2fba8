"""Writes JSON Lines of ROWS rows of TOKENS words each: texts of real rows joined and cut, every eighth word exchanged for another
real one or a new one, and one row in twenty a near copy of an earlier one. The same arguments make the same bytes, and fewer rows
are the first of more.
    rows.py ROWS TOKENS samples/*/*.jsonl
"""
import json
import random
import sys

rows, tokens = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(1).random
texts = []
for path in sorted(sys.argv[3:]):
    with open(path, encoding="utf-8") as file:
        texts += [words for line in file if (words := str(json.loads(line).get("text", "")).split())]
vocabulary = [word for words in texts for word in words]


def one_of(things):
    return things[int(chance() * len(things))]


made = []
while len(made) < rows:
    if made and chance() < 0.05:
        row = list(one_of(made))
        row[int(chance() * tokens)] = one_of(vocabulary)
    else:
        row = []
        while len(row) < tokens:
            row += one_of(texts)
        row = row[:tokens]
        for i in range(tokens):
            draw = chance()
            if draw < 0.1:
                row[i] = one_of(vocabulary)
            elif draw < 0.125:
                row[i] = f"w{int(chance() * 1_000_000)}"
    made.append(row)
    print(json.dumps({"id": len(made) - 1, "text": " ".join(row)}, ensure_ascii=False))
