using System.Text;

namespace DataGate.Files.Reports.Layout;

/// <summary>A page of at most so many bytes of UTF-8: a part that doesn't fit is left out whole, and counted.</summary>
internal sealed class BoundedPage(int bytes)
{
    /// <summary>Kept free for what says that parts are missing.</summary>
    private const int Reserve = 500;

    private readonly StringBuilder _text = new();
    private int _limit = bytes - Reserve;
    private int _bytes;

    /// <summary>Parts that did not fit.</summary>
    public int LeftOut { get; private set; }

    public void Grow(int to) => _limit = to - Reserve;

    public void TryAdd(string part)
    {
        var size = Encoding.UTF8.GetByteCount(part);
        if (_bytes + size > _limit)
        {
            LeftOut++;
            return;
        }
        _bytes += size;
        _text.Append(part);
    }

    /// <summary>The last part, at most as long as what is kept free for it.</summary>
    public void Close(string part) => _text.Append(part);

    public override string ToString() => _text.ToString();
}
