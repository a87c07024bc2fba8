using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DataGate.Onnx.Models;

/// <summary>Adds up what decides an embedding to one SHA-256: named parts, each with its length, so that no two lists of parts look alike.</summary>
internal sealed class ModelIdentity : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public ModelIdentity Add(string name, ReadOnlySpan<byte> content)
    {
        Append(Encoding.UTF8.GetBytes(name));
        Append(content);
        return this;
    }

    public ModelIdentity Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    /// <summary>The hash so far, in lower-case hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    private void Append(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, part.Length);
        _hash.AppendData(length);
        _hash.AppendData(part);
    }
}
