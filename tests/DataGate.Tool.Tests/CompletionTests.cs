using System.Diagnostics;

namespace DataGate.Tool.Tests;

/// <summary>What a shell completes.</summary>
public sealed class CompletionTests
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish", "pwsh"];

    private static string[] Suggested(string folder, string line) => Tool.Run(folder, $"[suggest:{line.Length}]", line).Out.Split('\n', '\r').Where(word => word.Length > 0).ToArray();

    [TestCase("che", "check")]
    [TestCase("check --aff", "--affected")]
    [TestCase("check --format sa", "sarif")]
    [TestCase("check --report ht", "html=")]
    [TestCase("explain DG300", "DG3001")]
    [TestCase("explain distinct", "distinct-2")]
    [TestCase("explain relative", "relative-bounds")]
    [TestCase("measure --metrics vendi", "vendi-score")]
    [TestCase("completion f", "fish")]
    public void Words_are_suggested(string line, string word)
    {
        using var folder = new Folder();
        Assert.That(Suggested(folder.Path, line), Does.Contain(word));
    }

    [TestCase("check --words=u")]
    [TestCase("check --format=j")]
    [TestCase("measure --words=w")]
    public void Behind_an_equals_sign_nothing_is_suggested_and_nothing_fails(string line)
    {
        using var folder = new Folder();
        var run = Tool.Run(folder.Path, $"[suggest:{line.Length}]", line);
        Assert.That((run.Exit, run.Out, run.Error), Is.EqualTo((0, "", "")));
    }

    [Test]
    public void Datasets_are_those_of_the_policy_that_would_be_checked()
    {
        using var folder = Monorepo.Committed();
        folder.Write("datagate.yaml", "version: 1\ndatasets:\n  one: { files: [x], text: text }\n  two: { files: [y], text: text }\n");
        Assert.Multiple(() =>
        {
            Assert.That(Suggested(folder.Path, "check --dataset "), Is.SupersetOf(new[] { "one", "two" }));
            Assert.That(Suggested(folder.Path, "check projects/ads --dataset "), Does.Contain("intents").And.Not.Contain("one"));
            Assert.That(Suggested(folder.Path, "check --all --dataset "), Is.SupersetOf(new[] { "one", "projects/ads:intents", "projects/chat:intents" }));
        });
    }

    [Test]
    public void A_policy_that_can_t_be_read_suggests_nothing()
    {
        using var folder = new Folder().Write("datagate.yaml", "wrong: [");
        var run = Tool.Run(folder.Path, "[suggest:16]", "check --dataset ");
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
    }

    [TestCaseSource(nameof(s_shells))]
    public void There_is_a_script_that_says_where_it_goes(string shell)
    {
        using var folder = new Folder();
        var run = Tool.Run(folder.Path, "completion", shell);
        Assert.That(run.Exit, Is.Zero);
        Assert.That(run.Out, Does.StartWith("# Completion of DataGate for ").And.Contain($"datagate completion {shell}").And.Contain("[suggest:").And.EndsWith("\n"));
    }

    [TestCase("dotnet-datagate che", "check")]
    [TestCase("dotnet-datagate check --format ht", "html")]
    [TestCase("dotnet datagate che", "check")]
    [TestCase("dotnet datagate check --report sar", "sarif=")]
    [TestCase("dotnet datagate check --all --dataset projects/ads:in", "intents", TestName = "Bash has taken the colon for the end of a word")]
    [TestCase("dotnet datagate check nothing-like-it", "", TestName = "Files are left to the shell")]
    public void Bash_completes(string line, string expected)
    {
        if (!File.Exists("/bin/bash") && !File.Exists("/usr/bin/bash")) Assert.Ignore("there is no bash");
        using var folder = Monorepo.Committed();
        folder.Write("completion.sh", Tool.Run(folder.Path, "completion", "bash").Out).Write("try.sh", $$"""
            set -u
            dotnet-datagate() { command dotnet "{{Tool.Assembly}}" "$@"; }
            dotnet() { [ "$1" = datagate ] || exit 9; shift; dotnet-datagate "$@"; }
            source ./completion.sh
            COMP_LINE="$1"; COMP_POINT=${#1}
            IFS=' :=' read -r -a COMP_WORDS <<< "$1"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            case "$1" in dotnet\ *) _datagate_dotnet ;; *) _datagate ;; esac
            printf '%s\n' "${COMPREPLY[@]:-}"
            complete -p dotnet-datagate datagate dotnet >/dev/null
            """);
        using var bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "try.sh", line]) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (bash.StandardOutput.ReadToEnd(), bash.StandardError.ReadToEnd());
        bash.WaitForExit();
        Assert.That((bash.ExitCode, wrong), Is.EqualTo((0, "")));
        Assert.That(said.TrimEnd('\n').Split('\n'), Does.Contain(expected));
    }

    [TestCase("dotnet-datagate che", "check")]
    [TestCase("dotnet-datagate check --report ht", "html=")]
    [TestCase("dotnet datagate check --aff", "--affected")]
    [TestCase("dotnet datagate check com", "completion.fish", TestName = "Files are left to fish")]
    public void Fish_completes(string line, string expected)
    {
        const string Fish = "/usr/bin/fish";
        if (!File.Exists(Fish)) Assert.Ignore("there is no fish");
        using var folder = Monorepo.Committed();
        folder.Write("completion.fish", Tool.Run(folder.Path, "completion", "fish").Out).Write("try.fish", $$"""
            function dotnet-datagate; command dotnet "{{Tool.Assembly}}" $argv; end
            function dotnet; test $argv[1] = datagate; or exit 9; dotnet-datagate $argv[2..-1]; end
            source completion.fish
            complete -C "$argv"
            """);
        using var fish = Process.Start(new ProcessStartInfo(Fish, ["--no-config", "try.fish", line]) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (fish.StandardOutput.ReadToEnd(), fish.StandardError.ReadToEnd());
        fish.WaitForExit();
        Assert.That((fish.ExitCode, wrong), Is.EqualTo((0, "")));
        Assert.That(said.TrimEnd('\n').Split('\n'), Does.Contain(expected));
    }
}
