using DataGate.Documents;
using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class DatasetTests
{
    [Test]
    public void The_smallest_policy_is_fine()
    {
        using var folder = new PolicyFolder().With("sub/datagate.yaml", """
            version: 1
            datasets:
              intents: { files: ["data/**/*.jsonl"], text: text }
            """);
        var dataset = folder.Read("sub/datagate.yaml").Policy!.Datasets.Single();
        Assert.That((dataset.Name, dataset.Format, dataset.AllowEmpty, dataset.Text.Text, dataset.Place), Is.EqualTo(("intents", "auto", false, "text", new PolicyPlace("sub/datagate.yaml", 3, 3))));
        Assert.That((dataset.Label, dataset.Id, dataset.Created, dataset.Parent, dataset.Generation, dataset.Origin, dataset.Reference, dataset.Owner), Is.EqualTo(((FieldPath?)null, (FieldPath?)null, (FieldPath?)null, (FieldPath?)null, (FieldPath?)null, (Origin?)null, (ReferencePolicy?)null, (string?)null)));
        Assert.That((dataset.Buckets.Length, dataset.Budgets.Length, dataset.Reading), Is.EqualTo((0, 0, new DataGate.Policies.Reading())));
        Assert.That(dataset.Files.Globs, Is.EqualTo(new[] { new FileGlob("data/**/*.jsonl", Excludes: false, new PolicyPlace("sub/datagate.yaml", 3, 22)) }));
        Assert.That(dataset.Files.Folder, Is.EqualTo(folder.At("sub")));
    }

    [Test]
    public void Every_key_of_a_dataset_is_read()
    {
        var dataset = Reading.Good("""
            version: 1
            datasets:
              d:
                files: ["a/*.jsonl", "!a/x/**"]
                format: jsonl
                text: "{q}\n{/a/0}"
                label: intent
                id: /meta/id
                created: at
                parent: seed
                generation: gen
                allow-empty: true
                owner: me
                reading: { malformed: warning, duplicate-key: error, missing-text: note, empty-text: off, missing-shard: warning }
            """).Datasets.Single();
        Assert.That(dataset.Files.Globs.Select(g => (g.Glob, g.Excludes)), Is.EqualTo(new[] { ("a/*.jsonl", false), ("a/x/**", true) }));
        Assert.That((dataset.Format, dataset.Text.Text, dataset.Text.Pieces.Length, dataset.AllowEmpty, dataset.Owner), Is.EqualTo(("jsonl", "{q}\n{/a/0}", 3, true, "me")));
        Assert.That((dataset.Label?.Text, dataset.Id?.Text, dataset.Created?.Text, dataset.Parent?.Text, dataset.Generation?.Text), Is.EqualTo(("intent", "/meta/id", "at", "seed", "gen")));
        Assert.That(dataset.Reading, Is.EqualTo(new DataGate.Policies.Reading { Malformed = Severity.Warning, DuplicateKey = Severity.Error, MissingText = Severity.Note, EmptyText = Severity.Off, MissingShard = Severity.Warning }));
    }

    [TestCase("format: xml", PolicyCodes.WrongValue, 1, 13)]
    [TestCase("splits: { train: ['a/**'], reference: b }", PolicyCodes.WrongValue, 1, 32)]
    [TestCase("splits: { train: 'a/**', test: ['!b'] }", PolicyCodes.WrongValue, 1, 37)]
    [TestCase("splits: { train: [] }", PolicyCodes.WrongValue, 1, 22)]
    [TestCase("taxonomy: { field: t, leaves: t.yaml, covered: 1 }", PolicyCodes.WrongValue, 1, 35)]
    [TestCase("leakage: { reference: 0 }", PolicyCodes.Undeclared, 1, 16)]
    [TestCase("history: { worse-by: 5% }", PolicyCodes.Undeclared, 1, 14)]
    [TestCase("history: 5%", PolicyCodes.WrongValue, 1, 14)]
    [TestCase("history: {}", PolicyCodes.Missing, 1, 5)]
    [TestCase("history: { worse-by: 120% }", PolicyCodes.WrongValue, 1, 26)]
    [TestCase("exempt: [{ metric: ead, until: 2027-03-01 }]", PolicyCodes.Missing, 1, 5)]
    [TestCase("exempt: [{ metric: ead, reason: r }]", PolicyCodes.Missing, 1, 5)]
    [TestCase("exempt: [{ until: 2027-03-01, reason: r }]", PolicyCodes.Missing, 1, 5)]
    [TestCase("exempt: [{ metric: ead, until: 2027-02-30, reason: r }]", PolicyCodes.WrongValue, 1, 36)]
    [TestCase("exempt: [{ metric: ead, until: soon, reason: r }]", PolicyCodes.WrongValue, 1, 36)]
    [TestCase("exempt: [{ metric: ead, until: 2027-03-01, reason: '' }]", PolicyCodes.WrongValue, 1, 56)]
    [TestCase("exempt: [{ metric: eat, until: 2027-03-01, reason: r }]", PolicyCodes.WrongValue, 1, 24)]
    [TestCase("allow-empty: yes", PolicyCodes.WrongValue, 1, 18)]
    [TestCase("allow-empty: 'true'", PolicyCodes.WrongValue, 1, 18)]
    [TestCase("label: ''", PolicyCodes.WrongValue, 1, 12)]
    [TestCase("label: /a~2", PolicyCodes.WrongValue, 1, 12)]
    [TestCase("label: [a]", PolicyCodes.WrongValue, 1, 12)]
    [TestCase("label:", PolicyCodes.WrongValue, 1, 11)]
    [TestCase("reading: { malformed: fatal }", PolicyCodes.WrongValue, 1, 27)]
    [TestCase("reading: off", PolicyCodes.WrongValue, 1, 14)]
    [TestCase("diversity: [distinct-2]", PolicyCodes.WrongValue, 1, 16)]
    [TestCase("diversty: {}", PolicyCodes.UnknownKey, 1, 5)]
    [TestCase("Diversity: {}", PolicyCodes.UnknownKey, 1, 5)]
    [TestCase("reference: { slice: synthetic }", PolicyCodes.WrongValue, 1, 25)]
    [TestCase("reference: { files: x, max-age: 10 }", PolicyCodes.WrongValue, 1, 37)]
    [TestCase("reference: { max-age: 10d }", PolicyCodes.Missing, 1, 5)]
    [TestCase("reference: {}", PolicyCodes.Missing, 1, 5)]
    [TestCase("reference: { files: [] }", PolicyCodes.WrongValue, 1, 25)]
    public void What_a_dataset_can_not_have_is_told_at_its_place(string line, string code, int atLine, int column)
    {
        var problem = Reading.SingleInDataset(line);
        Assert.That((problem.Code, problem.Line, problem.Column), Is.EqualTo((code, atLine, column)), problem.Message);
    }

    [TestCase("text: '{'")]
    [TestCase("text: ''")]
    [TestCase("text: 'no field {{}}'")]
    public void A_text_must_name_a_field(string text) =>
        Assert.That(Reading.Single(Reading.Dataset("id: id").Replace("text: text", text, StringComparison.Ordinal)).Code, Is.EqualTo(PolicyCodes.WrongValue));

    [Test]
    public void Files_and_text_are_required_and_missed_at_the_name_of_the_dataset()
    {
        var problems = Reading.Read("version: 1\ndatasets:\n  d: { id: id }").Problems;
        Assert.That(problems.Select(p => (p.Code, p.Place.Line, p.Place.Column)), Is.EqualTo(new[] { (PolicyCodes.Missing, 3, 3), (PolicyCodes.Missing, 3, 3) }));
        Assert.That(string.Join(' ', problems.Select(p => p.Message)), Does.Contain("'files'").And.Contain("'text'"));
    }

    [TestCase("version: 1\ndatasets: {}", PolicyCodes.Missing)]
    [TestCase("version: 1", PolicyCodes.Missing)]
    [TestCase("version: 1\ndatasets:", PolicyCodes.WrongValue)]
    [TestCase("version: 1\ndatasets: []", PolicyCodes.WrongValue)]
    [TestCase("datasets: { d: { files: a, text: t } }", PolicyCodes.Missing)]
    [TestCase("version: 1\ndatasets: { '': { files: a, text: t } }", PolicyCodes.WrongValue)]
    [TestCase("version: 1\ndatasets: { \"a\\u0007\": { files: a, text: t } }", PolicyCodes.WrongValue)]
    [TestCase("version: 1\ndatasets: { d: }", PolicyCodes.WrongValue)]
    public void A_policy_has_a_version_and_datasets_with_names(string yaml, string code) => Assert.That(Reading.Single(yaml).Code, Is.EqualTo(code));

    [Test]
    public void The_reference_is_files_of_its_own_or_the_human_slice()
    {
        var files = Reading.GoodDataset("reference: { files: ['r/*.jsonl'] }").Reference!;
        Assert.That((files.Files!.Globs.Single().Glob, files.Slice), Is.EqualTo(("r/*.jsonl", (SliceName?)null)));
        Assert.That((files.Place.Line, files.Place.Column), Is.EqualTo((6, 5)));
        var slice = Reading.GoodDataset("origin: { field: s, human: h }\nreference: { slice: human }").Reference!;
        Assert.That((slice.Files, slice.Slice), Is.EqualTo(((FileSet?)null, (SliceName?)SliceName.Human)));
    }

    [Test]
    public void The_reference_is_one_thing()
    {
        var (code, message, line, column) = Reading.SingleInDataset("origin: { field: s, human: h }\nreference: { files: x, slice: human }");
        Assert.That((code, line, column), Is.EqualTo((PolicyCodes.WrongValue, 2, 28)));
        Assert.That(message, Does.Contain("'files'"));
    }
}
