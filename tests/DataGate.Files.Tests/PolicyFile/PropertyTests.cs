using DataGate.Files.PolicyFile;
using FsCheck;
using FsCheck.Fluent;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>Whatever the file holds, reading it ends in a policy or in problems.</summary>
internal sealed class PropertyTests
{
    private static readonly string[] s_pieces =
    [
        "version", ": ", ":", "1", "\n", "\n  ", "\n    ", "\n- ", "- ", "datasets", "d", "files", "text", "[", "]", "{", "}", ", ", "'", "\"", "&a ", "*a", "<<: *a",
        "!x ", "!!str ", "|\n", ">", "#", " #", "\t", "?", "? ", "%", "---\n", "...\n", "@", "`", "\\u", "\\U0010FFFF", "\\x", "ü", "😀", "\u202E", "\0", "\r", "\uFEFF",
        "40%", "0.9 x reference", "null", "reference - 3%", "diversity", "distinct-2", "min", "max", "origin", "human", "tails", "where", "matches", "(", "*", "extends", "off", "1e999",
    ];

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Gen<string> s_soup = Gen.Elements(s_pieces).ListOf().Select(pieces => string.Concat(pieces));

    /// <summary>The full example with a few places changed.</summary>
    private static readonly Gen<string> s_mutated =
        from edits in (from at in Gen.Choose(0, FullExample.Text.Length - 1)
                       from cut in Gen.Choose(0, 12)
                       from put in Gen.Elements(s_pieces)
                       select (at, cut, put)).ListOf(3)
        select edits.Aggregate(FullExample.Text, (text, e) => text.Remove(Math.Min(e.at, text.Length), Math.Min(e.cut, text.Length - Math.Min(e.at, text.Length))).Insert(Math.Min(e.at, text.Length), e.put));

    private static void AssertEnds(Gen<string> texts) =>
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var result = Reading.Read(text);
            Assert.That(result.Policy is null, Is.EqualTo(!result.Problems.IsEmpty));
            foreach (var problem in result.Problems)
            {
                Assert.That(PolicyCodes.All.Select(c => c.Code), Does.Contain(problem.Code));
                Assert.That(problem.Message.Any(char.IsControl), Is.False, problem.Message);
                Assert.That(problem.Message, Has.Length.InRange(1, 1000));
                Assert.That(problem.Place.Line, Is.InRange(1, text.Count(c => c is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029') + 2));
                Assert.That(problem.Place.Column, Is.InRange(1, text.Length + 2));
            }
        }).Check(s_config);

    [Test]
    public void Any_text_is_a_policy_or_problems() => AssertEnds(ArbMap.Default.GeneratorFor<string>().Where(text => text is not null));

    [Test]
    public void Any_soup_of_yaml_is_a_policy_or_problems() => AssertEnds(s_soup);

    [Test]
    public void Any_slip_of_the_pen_is_a_policy_or_problems() => AssertEnds(s_mutated);

    [Test]
    public void Any_bytes_are_a_policy_or_problems() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<byte[]>().ToArbitrary(), bytes =>
        {
            using var folder = new PolicyFolder();
            File.WriteAllBytes(folder.At("datagate.yaml"), bytes);
            Assert.That(folder.Read().Problems, Is.Not.Empty);
        }).Check(s_config);

    [Test]
    public void Any_policy_prints_as_what_it_is() =>
        Prop.ForAll(Gen.OneOf(s_soup, s_mutated).ToArbitrary(), text =>
        {
            using var folder = new PolicyFolder().With("datagate.yaml", text);
            if (folder.Read().Resolved is not { } first) return;
            var printed = PolicyPrinter.ToYaml(first);
            // An empty policy prints as nothing, which isn't a map.
            var again = folder.With("printed.yaml", printed.Length == 0 ? "{}" : printed).Read("printed.yaml").Resolved;
            Assert.That(again is null ? "" : PrinterTests.Tree(again), Is.EqualTo(PrinterTests.Tree(first)), printed);
        }).Check(s_config);
}
