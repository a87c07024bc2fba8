using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Paths;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Parts;

/// <summary>What a part is of; parts that differ in it don't mix.</summary>
/// <param name="Version">DataGate's own version.</param>
/// <param name="Policy">SHA-256 of the policy's files and of the options that change what is gathered.</param>
/// <param name="Number">Which part of how many.</param>
public sealed record PartIdentity(string Version, string Policy, PartNumber Number);

/// <summary>
/// A part of a check, saved: identity, then each dataset's sketches, then a SHA-256 of it all, so that a part that was cut off or
/// changed is refused.
/// </summary>
public static class PartFile
{
    private static ReadOnlySpan<byte> Magic => "DataGate part 3\n"u8;

    /// <summary>The hash of a policy: of the bytes of its files and of the options that change what is gathered.</summary>
    public static string Hash(IEnumerable<string> files, params IEnumerable<string> options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in files.Select(RegularFile.ReadAllBytes).Concat(options.Select(Encoding.UTF8.GetBytes)))
        {
            hash.AppendData(SHA256.HashData(part));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static void Save(string path, PartIdentity identity, ImmutableArray<DatasetPart> datasets) => AtomicFile.Write(path, stream =>
    {
        using var hash = SHA256.Create();
        using (var hashing = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            using var buffer = new BufferedStream(hashing, 1 << 16);
            using var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true);
            writer.Write(Magic);
            writer.Write(identity.Version);
            writer.Write(identity.Policy);
            writer.Write(identity.Number.Index);
            writer.Write(identity.Number.Count);
            writer.Write(datasets.Length);
            foreach (var dataset in datasets)
            {
                writer.Write(dataset.Name);
                dataset.Data.Save(writer);
                writer.Write(dataset.Reference is not null);
                dataset.Reference?.Save(writer);
                Save(writer, dataset.ReferenceCommit);
                Save(writer, dataset.Splits);
                Save(writer, dataset.Shared);
            }
        }
        stream.Write(hash.Hash!);
    });

    /// <exception cref="InvalidDataException">The file is no part, was cut off or changed, or is of another version, policy or dataset.</exception>
    public static (PartNumber Number, ImmutableArray<DatasetPart> Datasets) Load(string path, string version, string policy, ImmutableArray<DatasetPlan> plans)
    {
        using var stream = RegularFile.Open(path, 1 << 16, share: FileShare.Read);
        Verify(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            reader.ReadBytes(Magic.Length);
            Expect(reader.ReadString(), version, "made by DataGate");
            Expect(reader.ReadString(), policy, "made under another policy or other options, hash");
            var number = new PartNumber(reader.ReadInt32(), reader.ReadInt32());
            if (reader.ReadInt32() != plans.Length) throw new InvalidDataException("it holds other datasets");
            return (number, [.. plans.Select(plan => Load(reader, plan))]);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or OverflowException or FormatException)
        {
            throw new InvalidDataException("it does not hold what a part holds", e);
        }
    }

    private static DatasetPart Load(BinaryReader reader, DatasetPlan plan)
    {
        var name = reader.ReadString();
        if (name != plan.Dataset.Name) throw new InvalidDataException($"it holds the dataset '{name}' where '{plan.Dataset.Name}' is due");
        var data = FileSetPart.Load(reader, plan.Data);
        return new DatasetPart(name, data, reader.ReadBoolean() ? FileSetPart.Load(reader, plan.Reference ?? throw new InvalidDataException("it holds a reference where there is none")) : null) { ReferenceCommit = Commit(reader), Splits = Splits(reader), Shared = Shared(reader) };
    }

    private static void Save(BinaryWriter writer, LastCommit? commit)
    {
        writer.Write(commit is not null);
        if (commit is null) return;
        writer.Write(commit.Day is not null);
        writer.Write(commit.Day ?? 0);
        writer.Write(commit.WhyNot);
    }

    private static void Save(BinaryWriter writer, SplitFiles splits)
    {
        writer.Write(splits.Without.Length);
        foreach (var file in splits.Without) writer.Write(file);
        writer.Write(splits.Several.Length);
        foreach (var (file, names) in splits.Several)
        {
            writer.Write(file);
            writer.Write(names);
        }
        writer.Write(splits.Unmatched.Length);
        foreach (var (split, glob) in splits.Unmatched)
        {
            writer.Write(split);
            writer.Write(glob);
        }
        writer.Write(splits.Empty.Length);
        foreach (var split in splits.Empty) writer.Write(split);
    }

    private static void Save(BinaryWriter writer, SharedFiles shared)
    {
        writer.Write(shared.Same);
        writer.Write(shared.AllOfSet);
        writer.Write(shared.AllOfReference);
        writer.Write(shared.Named.Length);
        foreach (var name in shared.Named) writer.Write(name);
    }

    private static SharedFiles Shared(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadBoolean(), reader.ReadBoolean(), FileSetPart.Many(reader, reader.ReadString));

    private static SplitFiles Splits(BinaryReader reader) => new(
        FileSetPart.Many(reader, reader.ReadString), FileSetPart.Many(reader, () => (reader.ReadString(), reader.ReadString())),
        FileSetPart.Many(reader, () => (reader.ReadInt32(), reader.ReadInt32())), FileSetPart.Many(reader, reader.ReadInt32));

    private static LastCommit? Commit(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        var (isKnown, day) = (reader.ReadBoolean(), reader.ReadInt32());
        return new LastCommit(isKnown ? day : null, reader.ReadString());
    }

    private static void Expect(string found, string due, string what)
    {
        if (found != due) throw new InvalidDataException($"it was {what} {found}, not {due}");
    }

    private static void Verify(FileStream stream)
    {
        Span<byte> magic = stackalloc byte[Magic.Length];
        if (stream.Length < Magic.Length + SHA256.HashSizeInBytes || stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual(Magic))
            throw new InvalidDataException("it is no part of a check");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(magic);
        var buffer = new byte[1 << 16];
        for (var left = stream.Length - Magic.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0) throw new InvalidDataException("it was cut off");
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        Span<byte> saved = stackalloc byte[SHA256.HashSizeInBytes];
        stream.ReadExactly(saved);
        if (!saved.SequenceEqual(hash.GetHashAndReset())) throw new InvalidDataException("it was cut off or changed: its checksum is wrong");
        stream.Position = 0;
    }
}
