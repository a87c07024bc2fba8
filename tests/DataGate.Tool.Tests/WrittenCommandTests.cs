using System.Text.RegularExpressions;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>Every command line that is written down for people and build services is one that the tool takes.</summary>
public sealed partial class WrittenCommandTests
{
    [GeneratedRegex("""(?<![\w/.-])(?:dotnet )?datagate (?<line>[a-z]+(?:[ =](?:"[^"]*"|'[^']*'|\$\{\{[^}]*\}\}|[^\s`'"#|&;)]+))*)""")]
    private static partial Regex Written { get; }

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|\$\{\{[^}]*\}\}|[^\s"'])+""")]
    private static partial Regex Word { get; }

    private static IEnumerable<string> Files =>
        new[] { "README.md", ".pre-commit-hooks.yaml", "src/DataGate.Tool/README.md", "src/DataGate.MSBuild/README.md" }
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "samples", "ci"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file)));

    private static IEnumerable<(string File, string Line)> Lines => Files.SelectMany(file =>
        Written.Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).Select(match => match.Groups["line"].Value)
            .Where(line => CommandLine.Commands.ContainsKey(line.Split(' ')[0])).Select(line => (file, line)));

    private static string[] Split(string line) => [.. Word.Matches(line).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal))];

    [Test]
    public void The_tool_takes_every_line()
    {
        Assert.Multiple(() =>
        {
            foreach (var (file, line) in Lines)
            {
                var words = Split(line);
                var host = new Host { Out = TextWriter.Null, Error = TextWriter.Null, Folder = Repository.Root, Today = Tool.Today };
                Assert.That(CommandLine.Build(host, words).Parse(words).Errors.Select(error => error.Message), Is.Empty, $"{file}: {line}");
            }
        });
        Assert.That(Lines.Select(line => line.File).Distinct().Count(), Is.GreaterThan(6));
        Assert.That(Lines.Select(line => Split(line.Line)[0]).Distinct(), Is.SupersetOf(new[] { "check", "init", "explain", "measure", "completion" }));
    }

    [Test]
    public void Each_sample_of_a_build_service_runs_a_check() =>
        Assert.That(
            Files.Where(file => file.StartsWith("samples/ci", StringComparison.Ordinal) || file.StartsWith('.')).Except(Lines.Where(line => line.Line.StartsWith("check ", StringComparison.Ordinal)).Select(line => line.File)),
            Is.Empty);

    [TestCase(".pre-commit-hooks.yaml")]
    [TestCase("samples/ci/pre-commit-config.yaml")]
    public void The_hook_s_entry_judges_what_is_staged(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        foreach (var key in new[] { "id: datagate", "name: datagate", "language: system", "pass_filenames: false" }) Assert.That(text, Does.Contain(key));
        var entry = Split(Lines.Single(line => line.File == file).Line);
        using var folder = ChangedSet.Committed();
        folder.Append("data/b.jsonl", ChangedSet.Varied(300, seed: 4)).Git("add", "--all");
        Assert.That(Tool.Run(folder.Path, entry).Exit, Is.Zero, "good rows may be committed");
        folder.Commit();
        folder.Append("data/b.jsonl", ChangedSet.Templates(300)).Git("add", "--all");
        var run = Tool.Run(folder.Path, entry);
        Assert.That(run.Exit, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("data/b.jsonl("));
    }
}
