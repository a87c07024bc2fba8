namespace DataGate.Files.Tests.PolicyFile;

/// <summary>The policy language's own page: every key with its default.</summary>
internal static class FullExample
{
    public const string Base = "version: 1\n";

    public const string Text = """
        # yaml-language-server: $schema=datagate.schema.json
        version: 1
        extends: [datagate.base.yaml]      # optional, explicit; maps merge key by key, lists replace, the nearer file wins; no loops

        defaults:                             # any of these may also stand on a dataset or on one budget
          severity: error                     # error | warning | note | off
          not-judged: error                   # what a budget written here is worth when it can't be judged
          false-alarm: 1%                     # the chance that a CHECK of data like the reference turns red, all relative budgets together
          min-records: 100                    # below it sampled measures aren't judged; counted ones always are
          sample: 20000                       # records for pair-heavy lexical measures; number or all
          embed-sample: 4000                  # records that are embedded
          seed: 20250101
          words: unicode                      # unicode | whitespace | treebank
          memory: 1GB                         # sketches' budget; fixes when exact counts become bounded-error ones

        embedding: { model: builtin, device: auto }   # or a folder: model.onnx + tokenizer files; auto | cpu | cuda[:n]
        judge: off                            # { endpoint, model }: only used when the command line allows its host

        datasets:
          support-intents:
            owner: nlp-data@example.com       # who answers for the numbers; in every finding
            files: ["data/intents/**/*.jsonl", "!data/intents/scratch/**"]
            format: auto                      # auto | jsonl | json | csv | tsv | text | paragraphs | parquet | chat | alpaca
            text: text                        # field, JSON pointer, or template "{instruction}\n{output}"
            label: intent
            id: id
            created: generated_at
            parent: seed_id                   # the record (or records) it was made from
            generation: generation            # 0 = human, n = made from n-1
            origin:                           # absent: no origin rule applies. Human rules are tried before synthetic ones
              field: source                   # and/or by folder:
              human: { values: [human, "annotator-*"], files: ["data/human/**"] }
              synthetic: { values: ["*"], files: ["data/generated/**"] }
              generator: model                # field that names the generator; default: the origin field's value
              unlabelled: error               # error | human | synthetic
            reference:                        # the reality anchor: files, an older revision, or a slice of this dataset
              files: ["data/reference/*.jsonl"]     # or  revision: main   or  slice: human
              max-age: 365d                   # of its newest record, or of the files' last commit
            splits: { train: ["data/train/**"], test: ["data/test/**"] }   # for leakage

            diversity:                        # of a SET, never of one record
              distinct-2:       { min: 0.90 x reference }
              self-bleu-3:      { max: 1.10 x reference, on: synthetic }
              near-duplicates:  { max: 2%, warn: 1%, jaccard: 0.8 }
              opening-share:    { max: reference + 3% }
              vendi-score:      { min: 0.85 x reference, by: label }

            divergence:                       # from the reference
              token-js:         { max: null + 0.02 }     # null = what two halves of the reference score at this size
              mauve:            { min: null - 0.05 }
              coverage:         { min: 0.90 x null }

            synthetic:                        # budgets
              ratio:             { max: 40%, of: tokens }          # records | tokens | bytes
              source-share:      { max: 60% }                      # largest generator's part of the synthetic slice
              effective-sources: { min: 3 }                        # exp(entropy)
              depth:             { max: 1 }                        # no synthetic made from synthetic
              anchored:          { min: 95% }                      # synthetic records whose parents end in a human record
              age:               { max: 180d }                     # shelf life
              human-retention:   { min: 98% }                      # with --since: human records may not be replaced away
              laundered:         { max: 0 }                        # "human" records that (nearly) repeat a synthetic one

            tails:                            # the rare cases, by name; selectors in one bucket are ANDed
              chargeback:
                where: { intent: [chargeback, "dispute_*"] }
                count: { min: 50 }
                share: { min: 0.9 x reference }
                distinct-2: { min: 0.9 x reference }               # any diversity measure, inside the bucket
              angry-customer:
                matches: '(?i)\b(scam|lawyer|furious)\b'           # linear-time engine only
                share: { min: 0.5% }
              asks-for-human:
                near: { phrases: ["let me talk to a person", "get me an agent"], similarity: 0.70 }
                count: { min: 20 }
            labels: { from: reference, count: { min: 5 } }         # every label the reference has, without listing them
            taxonomy: { field: topic, leaves: topics.yaml, covered: { min: 95% } }

            leakage: { reference: { max: 0 }, test: { max: 0.1%, jaccard: 0.8 } }   # overlap of this data with reference, of train with test
            history: { worse-by: 5% }         # against the committed baseline, at the baseline's own sizes
            reading: { malformed: error, duplicate-key: warning, missing-text: error, empty-text: warning }
            exempt:
              - { dataset: support-intents, metric: near-duplicates, slice: all, until: 2027-03-01, reason: "being replaced" }

        budgets:                              # over several datasets of a monorepo
          whole-repo: { datasets: ["*"], synthetic: { ratio: { max: 50%, of: tokens } } }
        """;
}
