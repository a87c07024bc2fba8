# Makes JSON Lines of about BYTES bytes from the texts of real rows: one to MOST (8) of them joined, every eighth word exchanged
# for another real word or for a new one. The same seed makes the same bytes.
#   awk -v BYTES=1000000 -f rows.awk samples/support-intents/*/*.jsonl
BEGIN { srand(SEED ? SEED : 1); if (!MOST) MOST = 8 }
match($0, /"text": "([^"\\]|\\.)*"/) {
    text = substr($0, RSTART + 9, RLENGTH - 10)
    if (text == "") next
    texts[rows++] = text
    n = split(text, words, " ")
    for (i = 1; i <= n; i++) if (words[i] !~ /\\/) vocabulary[size++] = words[i]
}
END {
    while (made < BYTES) {
        line = ""
        for (left = 1 + int(rand() * MOST); left > 0; left--) line = line (line == "" ? "" : " ") texts[int(rand() * rows)]
        n = split(line, words, " ")
        text = ""
        for (i = 1; i <= n; i++) {
            chance = rand()
            if (chance < 0.1) word = vocabulary[int(rand() * size)]
            else if (chance < 0.125) word = "w" int(rand() * 1000000)
            else word = words[i]
            text = text (i == 1 ? "" : " ") word
        }
        source = rand() < 0.6 ? "human" : "model-" int(rand() * 5)
        row = "{\"id\": " id++ ", \"source\": \"" source "\", \"label\": \"label-" int(rand() * 150) "\", \"text\": \"" text "\"}"
        print row
        made += length(row) + 1
    }
}
