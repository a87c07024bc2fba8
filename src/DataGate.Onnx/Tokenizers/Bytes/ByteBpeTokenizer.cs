using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace DataGate.Onnx.Tokenizers.Bytes;

/// <summary>
/// Byte pairs over UTF-8 (Radford et al. 2019), the tokenizer of GPT-2, RoBERTa, Llama 3, Qwen and many others: no text is unknown to it. What tokenizers keep for control
/// (<c>&lt;|endoftext|&gt;</c>) is text like any other where a text writes it out: data gives no commands.
/// </summary>
internal sealed class ByteBpeTokenizer : ITokenizer
{
    private const int MaxCached = 1 << 16;
    private const int MaxCachedLength = 32;
    private readonly MergeTable _merges;
    private readonly ByteBpeSettings _settings;
    private readonly PieceTrie _added = new();
    private readonly ConcurrentDictionary<string, int[]> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly Dictionary<string, int>? _whole;
    private int _cached;

    /// <param name="ids">Pieces in GPT-2's characters for bytes, with their ids.</param>
    /// <param name="merges">Pairs of pieces, the first one first.</param>
    /// <param name="settings">How a text becomes words.</param>
    /// <exception cref="InvalidDataException">Pieces and merges don't fit.</exception>
    public ByteBpeTokenizer(Dictionary<string, int> ids, IReadOnlyList<(string Left, string Right)> merges, ByteBpeSettings settings)
    {
        (_settings, _whole) = (settings, settings.TakesWholeWords ? ids : null);
        _merges = new MergeTable(ids, merges, settings.UnknownId);
        foreach (var (piece, id) in settings.Added) _added.Add(piece, id);
        _known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public required IReadOnlyList<int> Before { get; init; }

    public required IReadOnlyList<int> After { get; init; }

    public Tokens Encode(string text)
    {
        text = _settings.Normalize(text);
        if (_settings.AddsSpace && text.Length > 0 && text[0] != ' ') text = ' ' + text;
        var ids = new List<int>(text.Length / 3);
        var start = 0;
        for (var at = 0; at < text.Length && _added.Longest > 0;)
        {
            var (id, length) = AddedAt(text, at);
            if (length == 0)
            {
                at++;
                continue;
            }
            AddWords(text.AsSpan(start, at - start), ids);
            ids.Add(id);
            start = at += length;
        }
        AddWords(text.AsSpan(start), ids);
        return new Tokens(ids, _settings.UnknownId ?? -1);
    }

    /// <summary>The longest added piece that stands at a place; length 0: none does.</summary>
    private (int Id, int Length) AddedAt(string text, int at)
    {
        var found = (Id: 0, Length: 0);
        foreach (var prefix in _added.Prefixes(text.AsSpan(at))) found = prefix;
        return found;
    }

    private void AddWords(ReadOnlySpan<char> text, List<int> ids)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = _settings.SplitsDigits ? DigitEnd(text, start) : text.Length;
            for (var part = text[start..end]; part.Length > 0;)
            {
                var length = WordSplitter.End(part, 0, _settings.Splits);
                AddWord(part[..length], ids);
                part = part[length..];
            }
            start = end;
        }
    }

    /// <summary>A digit stands alone; else all up to the next one.</summary>
    private static int DigitEnd(ReadOnlySpan<char> text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out var width);
            var isDigit = Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
            if (isDigit) return at == start ? at + width : at;
            at += width;
        }
        return at;
    }

    private void AddWord(ReadOnlySpan<char> word, List<int> ids)
    {
        if (word.Length <= MaxCachedLength && _known.TryGetValue(word, out var known))
        {
            ids.AddRange(known);
            return;
        }
        var first = ids.Count;
        Merge(word, ids);
        if (word.Length > MaxCachedLength || Volatile.Read(ref _cached) >= MaxCached) return;
        if (_words.TryAdd(word.ToString(), CollectionsMarshal.AsSpan(ids)[first..].ToArray())) Interlocked.Increment(ref _cached);
    }

    private void Merge(ReadOnlySpan<char> word, List<int> ids)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(word)];
        Encoding.UTF8.GetBytes(word, bytes);
        if (_whole is not null && _whole.TryGetValue(string.Create(bytes.Length, bytes, static (letters, from) =>
            {
                for (var i = 0; i < from.Length; i++) letters[i] = ByteAlphabet.Characters[from[i]];
            }), out var id))
        {
            ids.Add(id);
            return;
        }
        _merges.Add(bytes, ids);
    }
}

/// <summary>How a text becomes the words whose bytes are merged.</summary>
internal sealed record ByteBpeSettings
{
    /// <summary>Applied to the text first. Default: nothing.</summary>
    public Func<string, string> Normalize { get; init; } = text => text;

    /// <summary>Whether a space stands before the text as before every other word. Default: no.</summary>
    public bool AddsSpace { get; init; }

    /// <summary>Whether every digit is cut out before words are. Default: no.</summary>
    public bool SplitsDigits { get; init; }

    public required WordSplits Splits { get; init; }

    /// <summary>Whether a word that is a piece is taken whole, however its merges go. Default: no.</summary>
    public bool TakesWholeWords { get; init; }

    /// <summary>Pieces that are cut out of the text before anything else, such as runs of spaces. Default: none.</summary>
    public IReadOnlyList<(string Piece, int Id)> Added { get; init; } = [];

    /// <summary>What stands for a byte that has no piece; null: every byte has one.</summary>
    public int? UnknownId { get; init; }
}
