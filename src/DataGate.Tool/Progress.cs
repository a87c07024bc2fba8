using System.Diagnostics;
using System.Globalization;

namespace DataGate.Tool;

/// <summary>Says how far long work is: one line rewritten on a terminal, with rate and time left; elsewhere one plain line a step.</summary>
internal sealed class Progress(TextWriter? to, bool isTerminal)
{
    private const long MinBytes = 32 << 20;
    private const int MinTexts = 500;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = new();
    private string _step = "";
    private long _done;
    private long _total;
    private TimeSpan _shown;
    private bool _isOpen;

    public static Progress None { get; } = new(null, false);

    /// <summary>Begins a step that reads <paramref name="total"/> bytes. Steps that end at once stay unsaid on a terminal.</summary>
    public void Start(string step, long total)
    {
        (_step, _done, _total, _shown) = (step, 0, total, TimeSpan.Zero);
        _clock.Restart();
        if (!isTerminal && total >= MinBytes) to?.WriteLine($"datagate: reading {_step}, {Megabytes(total)} MB");
    }

    public void Advance(long bytes)
    {
        if (to is null) return;
        lock (_lock)
        {
            _done += bytes;
            if (!isTerminal || _total < MinBytes || _clock.Elapsed - _shown < s_interval) return;
            _shown = _clock.Elapsed;
            var rate = _done / Math.Max(1e-3, _shown.TotalSeconds);
            var left = TimeSpan.FromSeconds(Math.Max(0, (_total - _done) / Math.Max(1, rate)));
            to.Write($"\r\u001b[K{_step}: {Megabytes(_done)} of {Megabytes(_total)} MB, {Megabytes((long)rate)} MB/s, {left:mm\\:ss} left");
            _isOpen = true;
        }
    }

    /// <summary>Says how many of how many texts are embedded; may be told from any thread. A new total begins a new step.</summary>
    public void AdvanceTexts(int done, int total) => Advance("embedding", done, total);

    /// <summary>The same of texts that the language model scores.</summary>
    public void AdvanceScores(int done, int total) => Advance("scoring", done, total);

    private void Advance(string step, int done, int total)
    {
        if (to is null || total < MinTexts) return;
        lock (_lock)
        {
            if (total != _total || step != _step)
            {
                (_step, _done, _total, _shown) = (step, 0, total, TimeSpan.Zero);
                _clock.Restart();
                if (!isTerminal) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"datagate: {step} {total:N0} texts"));
            }
            _done = Math.Max(done, _done);
            if (!isTerminal || _clock.Elapsed - _shown < s_interval) return;
            _shown = _clock.Elapsed;
            var rate = _done / _shown.TotalSeconds;
            var left = TimeSpan.FromSeconds((_total - _done) / Math.Max(1e-3, rate));
            to.Write(string.Create(CultureInfo.InvariantCulture, $"\r\u001b[K{_step}: {_done:N0} of {_total:N0} texts, {rate:N0}/s, {left:mm\\:ss} left"));
            _isOpen = true;
        }
    }

    public void Finish()
    {
        if (_isOpen) to?.Write("\r\u001b[K");
        _isOpen = false;
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);
}
