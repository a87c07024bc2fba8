using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>Following parents: who is anchored, how deep, and what is wrong with the ids.</summary>
public sealed class AncestryTests
{
    private static Row Human(string? id, string? parent = null) => new("text", "human") { Id = id, Parent = parent };

    private static Row Made(string? id, string? parent = null, int? generation = null) => new("text", "model", Generation: generation) { Id = id, Parent = parent };

    private static double Anchored(Row[] rows, Row[]? reference = null) => Sets.Value(Sets.Measure("anchored", rows, reference));

    private static (double Value, string? Incomplete) Depth(params Row[] rows)
    {
        var measured = (Measured)Sets.Measure("depth", rows);
        return (measured.Value, measured.Incomplete);
    }

    private static Ancestry Of(params Row[] rows) => new(Sets.Scan(Sets.Needs(["anchored"]), rows).Whole, null);

    private static string Faults(params Row[] rows) =>
        string.Join(' ', Of(rows).Faults().Select(fault => $"{fault.Fault}:{fault.Records}@{string.Join(',', fault.First.Select(place => place.Line))}"));

    [Test]
    public void A_line_ends_at_the_first_human_record()
    {
        Row[] rows = [Human("h"), Made("a", "h"), Made("b", "a"), Made("c", "b"), Human("edited", "c"), Made("d", "edited")];
        Assert.Multiple(() =>
        {
            Assert.That(Anchored(rows), Is.EqualTo(1));
            Assert.That(Depth(rows), Is.EqualTo((3.0, (string?)null)));
            Assert.That(Faults(rows), Is.Empty);
        });
    }

    [Test]
    public void Every_parent_must_lead_to_a_human_record()
    {
        Row[] rows = [Human("h"), Human("i"), Made("seed"), Made("a", "[\"h\", \"i\"]"), Made("b", "[\"h\", \"seed\"]"), Made("c", "[\"a\", \"b\"]")];
        Assert.Multiple(() =>
        {
            Assert.That(Anchored(rows), Is.EqualTo(1.0 / 4), "a alone");
            Assert.That(Depth(rows).Value, Is.EqualTo(3), "c, b, seed: a synthetic record without parents is of generation 1 at the least");
            Assert.That(Depth(rows).Incomplete, Does.StartWith("3 synthetic records"), "seed, and b and c that lead to it");
            Assert.That(Faults(rows), Is.Empty, "no parent is none that is missing");
        });
    }

    [Test]
    public void The_larger_of_generation_and_line_is_the_depth()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Depth(Human("h"), Made("a", "h", 4), Made("b", "a")), Is.EqualTo((5.0, (string?)null)));
            Assert.That(Depth(Human("h"), Made("a", "h"), Made("b", "a", 1)), Is.EqualTo((2.0, (string?)null)));
            Assert.That(Depth(Made("a", null, 2), Made("b", "a")), Is.EqualTo((3.0, (string?)null)), "the line ends in a record that says its generation");
            Assert.That(Depth(Made(null, null, 2), Made(null, null)), Is.EqualTo((2.0, (string?)"1 synthetic records don't say their generation")));
        });
    }

    [Test]
    public void Parents_may_stand_in_the_reference_where_the_data_has_none_of_that_id()
    {
        Row[] reference = [new("seed", "human") { Id = "r" }, new("seed", "human") { Id = "both" }];
        Row[] rows = [Made("a", "r"), Made("both"), Made("b", "both"), Made("c", "nowhere")];
        var ancestry = new Ancestry(Sets.Scan(Sets.Needs(["anchored"]), rows).Whole, Sets.Scan(Sets.Needs(["anchored"]) with { Origin = null }, reference).Whole.Slice(SliceName.All));
        Assert.Multiple(() =>
        {
            Assert.That(Anchored(rows, reference), Is.EqualTo(1.0 / 4));
            Assert.That(ancestry.Faults().Select(fault => (fault.Fault, fault.Records)), Is.EqualTo(new[] { (AncestryFault.MissingParent, 1L) }));
            Assert.That(ancestry.Of(0).Depth, Is.EqualTo(1));
        });
    }

    [TestCase("5", "5")]
    [TestCase("5", "[5]")]
    [TestCase("5", "[\"5\"]")]
    [TestCase("5", "[null, 5, 5]")]
    [TestCase("true", "[true]")]
    [TestCase("é\"", "[\"\\u00e9\\\"\"]")]
    [TestCase("-1.50", "[-1.50]")]
    public void Ids_are_compared_as_the_text_of_the_scalar(string id, string parent) => Assert.That(Anchored([Human(id), Made("a", parent)]), Is.EqualTo(1));

    [TestCase("[]")]
    [TestCase("[null]")]
    [TestCase("[\"\"]")]
    [TestCase("")]
    public void An_empty_list_or_text_is_no_parent(string parent)
    {
        Assert.That(Anchored([Human("h"), Made("a", parent)]), Is.Zero);
        Assert.That(Faults(Human("h"), Made("a", parent)), Is.Empty);
    }

    [TestCase("{\"id\": 1}")]
    [TestCase("[{\"id\": 1}, \"h\"]")]
    [TestCase("[[\"h\"], \"h\"]")]
    [TestCase("[\"\\ud800\"]")]
    public void What_can_be_no_id_is_a_finding(string parent)
    {
        var scan = Sets.Scan(Sets.Needs(["anchored"]), [Human("h"), Made("a", parent)]);
        Assert.That(scan.Problems.Found.Single(found => found.Kind == ReadingProblemKind.UnusableValue).First.Single().Detail, Does.StartWith("'parent' is "));
    }

    [Test]
    public void A_circle_anchors_nobody_and_ends()
    {
        Row[] rows = [Human("h"), Made("self", "self"), Made("a", "[\"b\", \"h\"]"), Made("b", "c"), Made("c", "a"), Made("d", "c"), Made("between", "[\"a\", \"self\"]"), Made("fine", "h")];
        Assert.Multiple(() =>
        {
            Assert.That(Anchored(rows), Is.EqualTo(1.0 / 7));
            Assert.That(Faults(rows), Is.EqualTo("Circle:4@1,2,3,4"), "what descends from a circle is not in it");
            Assert.That(Depth(rows).Value, Is.EqualTo(2));
            Assert.That(Depth(rows).Incomplete, Does.StartWith("6 "));
            Assert.That(Depth([.. rows, Made("old", null, 3), Made("a", "old")]).Value, Is.EqualTo(6), "c names two records a, one of depth 4: c is of depth 5, so all of the circle is, and d is one more");
        });
    }

    [Test]
    public void A_missing_parent_is_a_finding_of_the_records_that_name_it_alone()
    {
        Row[] rows = [Human("h"), Made("a", "gone"), Made("b", "a"), Made("c", "[\"h\", \"gone too\"]")];
        Assert.Multiple(() =>
        {
            Assert.That(Faults(rows), Is.EqualTo("MissingParent:2@1,3"));
            Assert.That(Anchored(rows), Is.Zero);
        });
    }

    [Test]
    public void All_records_of_one_id_are_parents_and_each_of_them_is_named()
    {
        Row[] rows = [Human("x"), Made("x"), Made("a", "x"), Human("y"), Human("y"), Made("b", "y"), Human(null), Human(null), Made(null, "b")];
        Assert.Multiple(() =>
        {
            Assert.That(Faults(rows), Is.EqualTo("DuplicateId:4@0,1,3,4"));
            Assert.That(Anchored(rows), Is.EqualTo(2.0 / 4), "b and its child; one of the records named x leads nowhere");
            Assert.That(Depth(rows).Value, Is.EqualTo(2));
        });
    }

    [Test]
    public void The_evidence_is_the_way_to_where_the_lines_end()
    {
        Row[] rows = [Human("h"), Made("root"), Made("a", "root"), Made("b", "a"), Made("fine", "h"), Made("lost", "gone"), Made(null)];
        var evidence = ((Measured)Sets.Measure("anchored", rows)).Explain!();
        Assert.Multiple(() =>
        {
            Assert.That(evidence.Select(rows => (rows.Records, string.Join(' ', rows.Places.Select(place => place.Line)))), Is.EqualTo(new[] { (3L, "3 2 1"), (1L, "5"), (1L, "6") }));
            Assert.That(evidence[0].What, Does.EndWith("names no parent"));
            Assert.That(evidence[1].What, Does.EndWith("nowhere"));
        });
        var chain = ((Measured)Sets.Measure("depth", [Human("h"), Made("a", "h"), Made("b", "a")])).Explain!();
        Assert.That(chain.Select(rows => string.Join(' ', rows.Places.Select(place => place.Line))), Is.EqualTo(new[] { "2", "2 1 0" }));
    }

    [Test]
    public void Long_lines_and_crowded_ids_take_linear_time()
    {
        const int Many = 100_000;
        Row[] line = [Human("0"), .. Enumerable.Range(1, Many).Select(i => Made($"{i}", $"{i - 1}"))];
        Row[] crowd = [.. Enumerable.Repeat(Made("x", "x"), Many)];
        Assert.Multiple(() =>
        {
            Assert.That(Anchored(line), Is.EqualTo(1));
            Assert.That(Depth(line).Value, Is.EqualTo(Many));
            Assert.That(Anchored(line[1..]), Is.Zero);
            Assert.That(Anchored(crowd), Is.Zero);
            Assert.That(Faults(crowd), Does.StartWith($"Circle:{Many}@").And.Contains($"DuplicateId:{Many}@"));
        });
    }

    [Test]
    public void Beyond_its_memory_nothing_is_judged_however_the_parts_were_cut()
    {
        Row[] rows = [Human("h"), .. Enumerable.Range(0, 100).Select(i => Made("a" + i, "h"))];
        // Every synthetic record takes 24 bytes and 8 for its parent.
        foreach (var (bytes, fits) in new[] { (3_200, true), (3_199, false) })
        {
            var needs = Sets.Needs(["anchored", "depth"], sketches: Sets.Large with { LineageBytes = bytes });
            var whole = new DatasetScan(needs, _ => FileOrigin.None);
            var line = 0;
            foreach (var part in rows.Chunk(30))
            {
                var scan = new DatasetScan(needs, _ => FileOrigin.None);
                Sets.AddTo(scan, part, firstLine: line);
                line += part.Length;
                whole.Merge(scan);
            }
            foreach (var metric in new[] { "anchored", "depth" })
            {
                var measurement = Sets.Measure(metric, whole);
                Assert.That(measurement is Measured, Is.EqualTo(fits), metric);
                if (measurement is NotJudged none) Assert.That(none.Reason, Does.Contain("memory"));
            }
        }
    }

    [Test]
    public void The_order_of_the_records_and_of_their_parts_changes_nothing()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            var rows = Enumerable.Range(0, 40).Select(i => new Row("t", random.Next(4) == 0 ? "human" : random.Next(6) == 0 ? null : "m", Generation: random.Next(5) == 0 ? random.Next(4) : null)
            {
                Id = random.Next(8) == 0 ? null : "r" + random.Next(45),
                Parent = $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"r{random.Next(45)}\""))}]",
            }).ToArray();
            Assert.That(Traced(rows), Is.EqualTo(Plainly(rows)), $"round {round}");
        }
    }

    /// <summary>Anchored, depth and faults of each synthetic record.</summary>
    private static string Traced(Row[] rows)
    {
        var needs = Sets.Needs(["anchored"]);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        new Random(9).Shuffle(order);
        var whole = new DatasetScan(needs, _ => FileOrigin.None);
        foreach (var i in order)
        {
            var part = new DatasetScan(needs, _ => FileOrigin.None);
            Sets.AddTo(part, [rows[i]], firstLine: i);
            whole.Merge(part);
        }
        var ancestry = new Ancestry(whole.Whole, null);
        var lineage = whole.Whole.Leaf(RecordOrigin.Synthetic).Get<Lineage>(SketchKind.Lineage);
        return string.Join('\n', Enumerable.Range(0, lineage.Count).Select(i =>
        {
            var line = ancestry.Of(ancestry.Find(lineage.Place(i)));
            return $"{lineage.Place(i).Line} {line.IsAnchored} {line.LacksParent} {line.IsInCircle}" + (line.IsInCircle || line.IsSilent ? "" : $" {line.Depth}");
        }));
    }

    /// <summary>The same by the definitions, slowly.</summary>
    private static string Plainly(Row[] rows)
    {
        int[][] parents = [.. rows.Select(row => row.Source == "human" ? [] : Named(row).SelectMany(id => Enumerable.Range(0, rows.Length).Where(i => rows[i].Id == id)).ToArray())];
        var reach = rows.Select((_, i) => new HashSet<int>(parents[i])).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var from in reach)
                foreach (var to in from.ToArray())
                    foreach (var next in reach[to]) changed |= from.Add(next);
        }
        var anchored = rows.Select(row => row.Source == "human").ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < rows.Length; i++)
            {
                if (anchored[i] || Named(rows[i]).Length == 0 || !Named(rows[i]).All(id => rows.Any(row => row.Id == id)) || !parents[i].All(parent => anchored[parent])) continue;
                anchored[i] = changed = true;
            }
        }
        bool Silent(int i) => rows[i].Source != "human" && rows[i].Generation is null
            && (reach[i].Contains(i) || Named(rows[i]).Length == 0 || Named(rows[i]).Any(id => rows.All(row => row.Id != id)) || parents[i].Any(Silent));
        return string.Join('\n', Enumerable.Range(0, rows.Length).Where(i => rows[i].Source == "m" && (rows[i].Id is not null || Named(rows[i]).Length > 0)).Select(i =>
        {
            var lacks = Named(rows[i]).Any(id => rows.All(row => row.Id != id));
            var isInCircle = reach[i].Contains(i);
            return $"{i} {anchored[i]} {lacks} {isInCircle}" + (isInCircle || Silent(i) ? "" : $" {Deepest(i)}");
        }));

        // Within a circle all are as deep as the deepest of them is by what stands outside.
        int Deepest(int i)
        {
            if (rows[i].Source == "human") return 0;
            var circle = reach[i].Contains(i) ? Enumerable.Range(0, rows.Length).Where(at => reach[i].Contains(at) && reach[at].Contains(i)).ToHashSet() : [i];
            return circle.Max(at => Math.Max(
                Math.Max(rows[at].Generation ?? 0, rows[at].Source is null ? 0 : 1),
                parents[at].Where(parent => !circle.Contains(parent)).Select(parent => 1 + Deepest(parent)).DefaultIfEmpty().Max()));
        }
    }

    private static string[] Named(Row row) => [.. row.Parent!.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => id.Trim('"')).Distinct()];
}
