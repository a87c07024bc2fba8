#!/usr/bin/env python3
"""Writes the Unicode test files of tests/DataGate.Tests/Text from a folder of Unicode Character Database files.

usage: tests.py UCD_FOLDER OUTPUT_FOLDER

WordBreakTest.txt stays as it is. Of NormalizationTest.txt (or .txt.bz2) the comments of the lines and the 11,172 lines
of single Hangul syllables are left out: the tests count through those.
"""
import bz2
import gzip
import os
import sys


def read(path):
    if not os.path.exists(path):
        return bz2.decompress(open(path + '.bz2', 'rb').read()).decode('utf-8')
    return open(path, encoding='utf-8').read()


def write(folder, name, text):
    with open(os.path.join(folder, name + '.gz'), 'wb') as out:
        out.write(gzip.compress(text.encode('utf-8'), 9, mtime=0))


def without_hangul_and_comments(text):
    lines, header = [], True
    for line in text.splitlines():
        header = header and (line.startswith('#') or not line)
        fields = line.split('#')[0].strip().split(';')
        hangul = len(fields[0]) == 4 and len(fields) > 1 and 0xAC00 <= int(fields[0], 16) <= 0xD7A3
        if header:
            lines.append(line)
        elif fields[0] and not hangul:
            lines.append(';'.join(fields[:5]))
    return '# Modified: eng/unicode/tests.py has left out comments and the single Hangul syllables.\n' + '\n'.join(lines) + '\n'


def main(ucd, folder):
    write(folder, 'WordBreakTest.txt', read(os.path.join(ucd, 'auxiliary', 'WordBreakTest.txt')))
    write(folder, 'NormalizationTest.txt', without_hangul_and_comments(read(os.path.join(ucd, 'NormalizationTest.txt'))))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
