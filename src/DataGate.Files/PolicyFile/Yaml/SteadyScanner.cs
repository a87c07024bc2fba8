using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>
/// A scanner in which looking ahead twice sees the same token twice. YamlDotNet 16.3's own drops the first, so that its parser refuses <c>{ a: &amp;x b, c: *x }</c>.
/// </summary>
internal sealed class SteadyScanner(TextReader text) : IScanner
{
    private readonly Scanner _scanner = new(text, skipComments: true);

    public Mark CurrentPosition => _scanner.CurrentPosition;

    public Token? Current => _scanner.Current;

    public bool MoveNext() => _scanner.MoveNext();

    /// <summary>At the stream's end the parser asks whether there is more: then the answer must be no.</summary>
    public bool MoveNextWithoutConsuming() => _scanner.Current is not (null or StreamEnd) || _scanner.MoveNextWithoutConsuming();

    public void ConsumeCurrent() => _scanner.ConsumeCurrent();
}
