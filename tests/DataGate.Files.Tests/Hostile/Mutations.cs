using System.Globalization;
using System.Text;

namespace DataGate.Files.Tests.Hostile;

/// <summary>
/// Inputs made from good ones by a seed: bytes changed, cut, repeated, swapped for pieces that mean something. The environment variable DATAGATE_FUZZ says how many of each kind
/// are tried (default 1,000), DATAGATE_FUZZ_SEED where they start.
/// </summary>
internal static class Mutations
{
    private static readonly byte[][] s_pieces =
    [
        .. new[]
        {
            "\"", "\"\"", "{", "}", "[", "]", ":", ",", ";", "\t", "\n", "\r\n", "\\", "\\u", "\\uD800", "\u0000", "&a", "*a", "- ", "? ", "|", ">", "!!", "<<: ", "%", "#", "null", "true",
            "-1", "1e999", "99999999999999999999", "x reference", "reference + ", "\uFEFF", "😀", "\u202E", "::error::", "##vso[", "\u001b[31m", "=1+1", "(a+)+$", "../../", "/dev/null", "~", "**/**/**",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0x80],
    ];

    public static int Count { get; } = Number("DATAGATE_FUZZ", 1000);

    private static int Seed { get; } = Number("DATAGATE_FUZZ_SEED", 1);

    /// <summary>Each with its number, which makes it again.</summary>
    public static IEnumerable<(int Number, byte[] Bytes)> Of(params byte[][] good)
    {
        for (var number = Seed; number < Seed + Count; number++)
        {
            var random = new Random(number);
            var bytes = good[random.Next(good.Length)].ToList();
            for (var left = 1 + random.Next(6); left > 0; left--) Mutate(bytes, random);
            yield return (number, [.. bytes]);
        }
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(random.Next(4) == 0 ? 200 : 8));
        switch (random.Next(7))
        {
            case 0 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4 when length > 0:
                for (var i = at; i < at + length; i++) bytes[i] = (byte)random.Next(256);
                break;
            case 5:
                for (var times = random.Next(1, 300); times > 0; times--) bytes.InsertRange(at, s_pieces[random.Next(14)]);
                break;
            default:
                bytes.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                break;
        }
    }

    private static int Number(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
