using System.Text;

namespace DataGate.Files.Reports.Layout;

/// <summary>A page of at most so many bytes of UTF-8: a part that doesn't fit is left out whole, and its rows are counted.</summary>
internal sealed class BoundedPage(int bytes)
{
    /// <summary>Kept free for what says that parts are missing.</summary>
    private const int Reserve = 500;

    private readonly StringBuilder _text = new();
    private int _limit = bytes - Reserve;
    private int _bytes;

    private bool _full;

    /// <summary>Rows that did not fit.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Makes room for more: the limit from here on.</summary>
    public void Grow(int to) => (_limit, _full) = (to - Reserve, false);

    /// <summary>What comes behind a part that didn't fit is left out too: rows need the head of their table.</summary>
    public void TryAdd(string part, int rows = 0)
    {
        var size = Encoding.UTF8.GetByteCount(part);
        _full |= _bytes + size > _limit;
        if (_full)
        {
            LeftOut += rows;
            return;
        }
        _bytes += size;
        _text.Append(part);
    }

    /// <summary>The last part, at most as long as what is kept free for it.</summary>
    public void Close(string part) => _text.Append(part);

    public override string ToString() => _text.ToString();
}
