using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace DataGate.MSBuild;

/// <summary>
/// Runs <c>dotnet-datagate check</c> in a process of its own, once for each policy, and logs what it finds as errors and warnings
/// of the build. It judges nothing itself.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class DataGateCheck : ToolTask
{
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private bool _hasError;
    private volatile bool _isCancelled;
    private volatile DataGateCheck? _inner;

    /// <summary>The project that is built: its folder is where the check runs and where relative paths start.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The tool's assembly.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>
    /// Policy files, or folders that hold a <c>datagate.yaml</c>. Default: none, the nearest <c>datagate.yaml</c> in the project's
    /// folder or above. The metadata <c>Arguments</c> and <c>Report</c> take the place of the properties, for that policy.
    /// </summary>
    public ITaskItem[] Policies { get; set; } = [];

    /// <summary>More of the check's command line, quoted as there. Default: none.</summary>
    public string Arguments { get; set; } = "";

    /// <summary>Reports to write, each <c>FORMAT=FILE</c>. Default: none.</summary>
    public string[] Reports { get; set; } = [];

    /// <summary>What runs .NET assemblies. Default: the <c>dotnet</c> of PATH.</summary>
    public string DotNetHost { get; set; } = "";

    /// <inheritdoc/>
    protected override string ToolName => RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "dotnet.exe" : "dotnet";

    /// <inheritdoc/>
    protected override Encoding StandardOutputEncoding => s_utf8;

    /// <inheritdoc/>
    protected override Encoding StandardErrorEncoding => s_utf8;

    private string Folder => Path.GetDirectoryName(ProjectFile)!;

    private ITaskItem? Policy => Policies.FirstOrDefault();

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (Policies.Length <= 1) return Check();
        if (Reports.Length > 0 && Policies.Count(policy => ReportsOf(policy) == Reports) > 1)
        {
            LogError(Diagnostics.SharedReport, "several policies would write the same report: give each DataGatePolicyFile item its own Report metadata");
            return false;
        }
        // Every policy is judged, whatever the others came to; a task of its own doesn't take their errors for its own.
        var holds = true;
        foreach (var policy in Policies)
        {
            _inner = Of(policy);
            holds &= !_isCancelled && _inner.Check();
        }
        return holds;
    }

    /// <inheritdoc/>
    public override void Cancel()
    {
        _isCancelled = true;
        _inner?.Cancel();
        base.Cancel();
    }

    private DataGateCheck Of(ITaskItem policy) => new()
    {
        BuildEngine = BuildEngine,
        ProjectFile = ProjectFile,
        Tool = Tool,
        Policies = [policy],
        Arguments = Arguments,
        Reports = Reports,
        DotNetHost = DotNetHost,
    };

    private bool Check()
    {
        var holds = base.Execute();
        // A defect says so itself, but not how to see its details.
        if (!holds && !_isCancelled && (!_hasError || ExitCode is not (1 or 2 or 3)))
            LogError(Diagnostics.BadExit, $"the check ended with exit code {ExitCode}: {Diagnostics.Meaning(ExitCode)}. To see more, run: {GenerateFullPathToTool()} {GenerateCommandLineCommands()}");
        return holds;
    }

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool() => DotNetHost.Length > 0 ? DotNetHost : ToolName;

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => Folder;

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        var words = new List<string> { Argument.Quote(Tool), "check" };
        if (Policy is not null) words.Add(Argument.Quote(Policy.GetMetadata("FullPath")));
        words.Add("--format msbuild");
        foreach (var report in ReportsOf(Policy)) words.Add("--report " + Argument.Quote(report));
        var more = Policy?.GetMetadata("Arguments") is { Length: > 0 } own ? own : Arguments;
        if (more.Length > 0) words.Add(more);
        return string.Join(" ", words);
    }

    private string[] ReportsOf(ITaskItem? policy) => policy?.GetMetadata("Report") is { Length: > 0 } own ? own.Split(';') : Reports;

    /// <inheritdoc/>
    protected override void LogToolCommand(string message) => Log.LogMessage(MessageImportance.Low, "{0}", message);

    /// <summary>The exit code is told by <see cref="Check"/>, with a code of ours.</summary>
    protected override bool HandleTaskExecutionErrors() => false;

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (DiagnosticLine.TryParse(singleLine) is not { } found)
        {
            Log.LogMessage(MessageImportance.Low, "{0}", singleLine);
            return;
        }
        var file = found.File == "datagate" ? Subject : FullPath(found.File);
        if (found.IsError) LogError(found.Code, found.Message, file, found.Line, found.Column);
        else Log.LogWarning(null, found.Code, found.Code, Diagnostics.HelpLink(found.Code), file, found.Line, found.Column, 0, 0, "{0}", found.Message);
    }

    /// <summary>What is judged, for errors that stand nowhere else.</summary>
    private string Subject => Policy?.GetMetadata("FullPath") ?? ProjectFile;

    private void LogError(string code, string text) => LogError(code, text, Subject, 0, 0);

    private void LogError(string code, string text, string file, int line, int column)
    {
        _hasError = true;
        Log.LogError(null, code, code, Diagnostics.HelpLink(code), file, line, column, 0, 0, "{0}", text);
    }

    /// <summary>Editors open full paths. A name that is no file's, such as one with escapes, stays as it was printed.</summary>
    private string FullPath(string shown)
    {
        var path = Path.Combine(Folder, shown);
        return File.Exists(path) ? Path.GetFullPath(path) : shown;
    }
}
