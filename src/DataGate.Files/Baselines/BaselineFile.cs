using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Text;
using DataGate.Verdicts.History;

namespace DataGate.Files.Baselines;

/// <summary>The committed baseline: a file beside its policy, of its name.</summary>
public static class BaselineFile
{
    public const string Extension = ".baseline";

    private const long MaxBytes = 64 << 20;

    /// <summary>The full path of a policy's baseline: of <c>datagate.yaml</c>, <c>datagate.baseline</c>.</summary>
    public static string PathOf(string policy) => Path.ChangeExtension(policy, Extension);

    /// <summary>The baseline of a policy, or why it can't be compared with.</summary>
    /// <param name="policy">The policy's full path.</param>
    /// <param name="files">Where it is read from.</param>
    /// <param name="baseDirectory">Paths are shown relative to it.</param>
    public static CommittedBaseline Read(string policy, PolicyFiles files, string baseDirectory)
    {
        ArgumentNullException.ThrowIfNull(files);
        var path = PathOf(policy);
        var shown = files.Shown(path, ShownPath.Of(path, baseDirectory));
        if (!files.IsFile(path)) return new CommittedBaseline(shown, null);
        try
        {
            using var stream = files.Open(path);
            return Read(stream, shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CommittedBaseline(shown, null, $"it can't be read ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>The same of a content.</summary>
    public static CommittedBaseline Read(Stream content, string shown)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MaxBytes) return new CommittedBaseline(shown, null, "it is larger than 64 MB");
        using var reader = new StreamReader(content, new UTF8Encoding(false));
        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = ImmutableArray.CreateBuilder<BaselineLine>();
        var keys = new HashSet<BaselineKey>();
        var number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            if (text.Length == 0 || text[0] == '#') continue;
            if (header.Count < s_header.Length)
            {
                var wanted = s_header[header.Count];
                var words = new BaselineWords(text);
                if (!words.Take(wanted) || words.Name() is not { } value || words.Rest.Length > 0)
                    return new CommittedBaseline(shown, null, $"its line {number} is not '{wanted}' with a value", number);
                header.Add(wanted, value);
                if (wanted == s_header[0] && value != BaselineText.Version.ToString(CultureInfo.InvariantCulture))
                    return new CommittedBaseline(shown, null, $"it is of version {value} of its format, and this version of DataGate reads {BaselineText.Version}", number);
                continue;
            }
            if (BaselineText.Parse(text, out var whyNot) is not { } line) return new CommittedBaseline(shown, null, $"its line {number} can't be read: {whyNot}", number);
            if (!keys.Add(line.Key)) return new CommittedBaseline(shown, null, $"its line {number} gives a number that stands above already", number);
            lines.Add(line);
        }
        if (header.Count < s_header.Length) return new CommittedBaseline(shown, null, $"it ends before '{s_header[header.Count]}'", number);
        if (!int.TryParse(header["measures"], NumberStyles.None, CultureInfo.InvariantCulture, out var measures) || !ulong.TryParse(header["seed"], NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            || !Enum.TryParse<Words>(header["words"], ignoreCase: true, out var split) || !Enum.IsDefined(split))
        {
            return new CommittedBaseline(shown, null, "its first lines hold what no version of DataGate writes", 1);
        }
        lines.Sort(static (one, other) => BaselineKey.Order.Compare(one.Key, other.Key));
        return new CommittedBaseline(shown, new Baseline(new BaselineConditions(measures, seed, split, header["models"]), lines.ToImmutable()));
    }

    private static readonly string[] s_header = ["baseline", "measures", "seed", "words", "models"];
}
