using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>Reads policies from texts, and shows problems in one line each.</summary>
internal static class Reading
{
    public static PolicyResult Read(string yaml)
    {
        using var folder = new PolicyFolder().With("datagate.yaml", yaml);
        return folder.Read();
    }

    /// <summary>The policy of a text that must be fine.</summary>
    public static Policy Good(string yaml)
    {
        var result = Read(yaml);
        Assert.That(result.Problems.Select(Show), Is.Empty);
        return result.Policy!;
    }

    /// <summary>The one dataset of a policy with <paramref name="lines"/> in it, each indented as a dataset's key.</summary>
    public static DatasetPolicy GoodDataset(string lines) => Good(Dataset(lines)).Datasets.Single();

    public static string[] Problems(string yaml) => [.. Read(yaml).Problems.Select(Show)];

    public static PolicyProblem Single(string yaml)
    {
        var problems = Read(yaml).Problems;
        Assert.That(problems.Select(Show), Has.Exactly(1).Items);
        return problems[0];
    }

    /// <summary>The one problem of a dataset with <paramref name="lines"/>; its line is counted from the first of them.</summary>
    public static (string Code, string Message, int Line, int Column) SingleInDataset(string lines)
    {
        var problem = Single(Dataset(lines));
        return (problem.Code, problem.Message, problem.Place.Line - 5, problem.Place.Column);
    }

    /// <summary>The lines stand from line 6 on, without indentation of their own.</summary>
    public static string Dataset(string lines) =>
        "version: 1\ndatasets:\n  d:\n    files: data/*.jsonl\n    text: text\n"
        + string.Concat(lines.Split('\n').Select(line => $"    {line}\n"));

    public static string Show(PolicyProblem problem) =>
        $"{problem.Place.File}({problem.Place.Line},{problem.Place.Column}): {problem.Code}: {problem.Message}";
}
