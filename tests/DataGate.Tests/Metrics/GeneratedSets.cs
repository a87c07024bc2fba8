using System.Text.Encodings.Web;
using System.Text.Json;
using DataGate.Tests.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DataGate.Tests.Metrics;

/// <summary>Data, its reference, and the seed of whatever a property does with them at random.</summary>
public sealed record GeneratedCase(Row[] Data, Row[] Reference, int Seed)
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.Default };

    public override string ToString() => JsonSerializer.Serialize(this, s_json);
}

/// <summary>Sets of 0…60 records that meet what goes wrong: duplicates, shared n-grams, constant sets, empty texts, all kinds of script, fields that lack or repeat.</summary>
internal static class GeneratedSets
{
    private const int MaxRecords = 60;

    private static readonly string[] s_odd =
    [
        "", " ", "\t\n ", "!!! ...", "👩‍👩‍👧 🇩🇪 👍🏽", "我想知道我的余额", "カードを失くした カードを失くした", "أين بطاقتي", "איפה הכרטיס שלי", "e\u0301 e\u0308\u0301 é",
        new string('x', 300), "I İ ı i", "{\"a\": 1, \"b\": [\"x\"]}", "- one\n- two\n- three", "1. a\n2. b", "3.14 1,000", "\u0000", "a", "a a a a a a a a a a", "```\ncode\n```",
    ];

    private static readonly string?[] s_sources = [null, "human", "human", "model-a", "model-a", "model-b", "İ", ""];
    private static readonly string?[] s_labels = [null, "a", "a", "a", "b", "c", "İ", ""];
    private static readonly string?[] s_dates = [null, "2026-01-01", "2025-06-30", "1999-12-31", "2099-01-01", "no date"];

    public static Gen<GeneratedCase> Cases { get; } =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from odd in SomeText.Gen.Resize(12).ArrayOf(4)
        select Of(new Random(seed), odd, seed);

    /// <summary>Fewer records: halves first, then one by one, then plainer rows.</summary>
    public static IEnumerable<GeneratedCase> Shrink(GeneratedCase sets)
    {
        foreach (var rows in Shrink(sets.Data)) yield return sets with { Data = rows };
        foreach (var rows in Shrink(sets.Reference)) yield return sets with { Reference = rows };
    }

    private static IEnumerable<Row[]> Shrink(Row[] rows)
    {
        if (rows.Length > 1)
        {
            yield return rows[(rows.Length / 2)..];
            yield return rows[..(rows.Length / 2)];
        }
        for (var i = 0; i < rows.Length; i++) yield return [.. rows[..i], .. rows[(i + 1)..]];
        for (var i = 0; i < rows.Length; i++)
            if (new Row(rows[i].Text) is var plain && plain != rows[i]) yield return [.. rows[..i], plain, .. rows[(i + 1)..]];
    }

    private static GeneratedCase Of(Random random, string[] odd, int seed)
    {
        var data = Set(random, odd);
        // Of one source, of another, or the same records.
        var reference = random.Next(8) == 0 ? [.. data] : Set(random, odd);
        return new GeneratedCase(data, reference, seed);
    }

    private static Row[] Set(Random random, string[] odd)
    {
        var size = random.Next(8) switch { 0 => random.Next(4), _ => random.Next(MaxRecords + 1) };
        var vocabulary = 1 + random.Next(random.Next(2) == 0 ? 4 : 40);
        var (kind, longest, bare) = (random.Next(6), 1 + random.Next(14), random.Next(4) == 0);
        var pool = Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Text()).ToArray();
        return [.. Enumerable.Range(0, size).Select(i => Row(kind switch
        {
            0 => pool[0],
            1 => pool[random.Next(pool.Length)],
            2 => FormattableString.Invariant($"a{i} b{i} c{i} d{i} e{i} f{i}"),
            3 => FormattableString.Invariant($"please tell me my {pool[random.Next(pool.Length)]} number {i}"),
            _ => random.Next(5) == 0 ? pool[random.Next(pool.Length)] : Text(),
        }))];

        string Text() => random.Next(10) switch
        {
            0 => s_odd[random.Next(s_odd.Length)],
            1 => odd[random.Next(odd.Length)],
            _ => string.Join(' ', Enumerable.Range(0, random.Next(longest + 1)).Select(_ => "w" + (int)(vocabulary * random.NextDouble() * random.NextDouble()))),
        };

        Row Row(string text) => bare ? new Row(text) : new Row(text, Any(s_sources), Any(s_labels), random.Next(2) == 0 ? null : random.Next(4), Any(s_dates))
        {
            Id = random.Next(3) == 0 ? null : "r" + random.Next(MaxRecords),
            Parent = random.Next(5) switch { 0 or 1 => null, 2 => "r" + random.Next(MaxRecords), 3 => "[]", _ => $"[\"r{random.Next(MaxRecords)}\", \"r{random.Next(MaxRecords)}\", 7]" },
        };

        T Any<T>(T[] of) => of[random.Next(of.Length)];
    }
}
