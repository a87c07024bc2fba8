"""Near duplicates as data pipelines find them: MinHash with 128 permutations (a·x + b) mod p of word 5-grams, 9 bands of 13 rows
(what datasketch chooses for a Jaccard similarity of 0.8), a row being a near duplicate when its signature agrees in 80% or more with
that of an earlier row in one of its buckets. Prints the share of such rows.
    minhash.py FILE
"""
import json
import random
import sys
import zlib

WORDS, PERMUTATIONS, BANDS, ROWS, JACCARD = 5, 128, 9, 13, 0.8
PRIME = (1 << 61) - 1
draw = random.Random(1)
permutations = [(draw.randrange(1, PRIME), draw.randrange(PRIME)) for _ in range(PERMUTATIONS)]

buckets = [{} for _ in range(BANDS)]
signatures = []
repeats = 0
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        words = json.loads(line)["text"].split()
        shingles = {" ".join(words[i:i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}
        hashes = [zlib.crc32(shingle.encode()) for shingle in shingles]
        signature = [min([(a * x + b) % PRIME for x in hashes]) for a, b in permutations]
        candidates = set()
        for band, bucket in enumerate(buckets):
            found = bucket.setdefault(tuple(signature[band * ROWS:(band + 1) * ROWS]), [])
            candidates.update(found)
            found.append(len(signatures))
        repeats += any(sum(map(int.__eq__, signature, signatures[other])) >= JACCARD * PERMUTATIONS for other in candidates)
        signatures.append(signature)
print(repeats / len(signatures))
