using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DataGate.Documents;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Tail;

/// <summary>
/// A tail bucket by nearness in meaning: of the records that its other selectors let through, those whose text's embedding has a cosine of at least <paramref name="similarity"/> with that of
/// one phrase. Equal texts are embedded once; a blank text is near nothing.
/// </summary>
/// <param name="embeddings">Makes them.</param>
/// <param name="phrases">1 or more.</param>
/// <param name="similarity">Above 0, at most 1.</param>
/// <param name="words">How texts are split.</param>
/// <param name="seed">Of every hash.</param>
/// <param name="kinds">Sketches of the members: such as <see cref="CanGather"/> says.</param>
public sealed class NearBucket(TextEmbeddings embeddings, ImmutableArray<string> phrases, double similarity, Words words, ulong seed, ImmutableArray<SketchKind> kinds)
{
    /// <summary>What rounding may take from the cosine of a text with itself, in single precision.</summary>
    private const float Rounding = 1e-6f;

    private readonly WordSplitter _splitter = WordSplitter.For(words, seed);
    private readonly Dictionary<SetSketch, NearMembers> _known = [];
    private readonly Lock _gate = new();

    /// <summary>Whether a sketch of a kind can be made from texts and how many records have them.</summary>
    public static bool CanGather(SketchKind kind) =>
        kind is SketchKind.Tally or (>= SketchKind.Grams1 and <= SketchKind.Openings) or SketchKind.Sample;

    /// <summary>The members among a slice of the candidates.</summary>
    public NearMembers Of(ScopeSketch candidates, SliceName slice)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var set = candidates.Slice(slice);
        lock (_gate)
        {
            if (!_known.TryGetValue(set, out var members)) _known.Add(set, members = Find(set, slice));
            return members;
        }
    }

    private NearMembers Find(SetSketch set, SliceName slice)
    {
        var sample = set.Get<DocumentSample>(SketchKind.Sample);
        SampledText[] texts = [.. sample.Texts, .. sample.Heavy];
        if (texts.Length == 0) return new NearMembers { Held = Held(set, slice, [], kinds) };
        SampledText[] wanted = [.. phrases.Select(Phrase)];
        if ((embeddings.Prepare(wanted) is { } unknown ? embeddings.WhyNot ?? $"of the phrases, {unknown}" : embeddings.Prepare(texts)) is { } why)
            return new NearMembers { Held = Held(set, slice, [], []), WhyNot = why };
        var near = Compare(texts, wanted);
        var members = near.Where(IsNear).Select(text => text.Text);
        return sample.IsWhole
            ? NearMembers.Whole(Held(set, slice, members, kinds), near, IsNear)
            : NearMembers.Estimate(Held(set, slice, members, []), near, set.Tally.Records, IsNear);
    }

    private bool IsNear(NearText text) => text.Cosine >= similarity - Rounding;

    /// <summary>Each text with the phrase that it is nearest to, the first of equally near ones.</summary>
    private NearText[] Compare(SampledText[] texts, SampledText[] wanted)
    {
        var (rows, aims) = (embeddings.Of(texts), embeddings.Of(wanted));
        var found = new NearText[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var (best, at) = (float.NegativeInfinity, 0);
            for (var phrase = 0; phrase < wanted.Length && !IsBlank(texts[i].Text); phrase++)
            {
                var cosine = Lines.Dot(rows[i], aims[phrase]);
                if (cosine > best) (best, at) = (cosine, phrase);
            }
            found[i] = new NearText(texts[i], best, phrases[at]);
        }
        return found;
    }

    private static bool IsBlank(byte[] text) => string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(text));

    /// <summary>The sketch of records with some texts, each as often as the slice has it.</summary>
    private ScopeSketch Held(SetSketch set, SliceName slice, IEnumerable<SampledText> texts, ImmutableArray<SketchKind> gathered)
    {
        var scope = new ScopeSketch(() => set.New(gathered));
        var document = new Document(new SketchKinds().Add(gathered).Orders)
        {
            IsOriginMatched = true,
            Origin = slice switch { SliceName.Human => RecordOrigin.Human, SliceName.Synthetic => RecordOrigin.Synthetic, _ => RecordOrigin.Unknown },
        };
        foreach (var text in texts)
        {
            (document.Text, document.Content) = (text.Text, text.Content);
            _splitter.Split(text.Text, document.Tokens);
            document.HashGrams();
            for (long copy = 0; copy < text.Times; copy++)
            {
                document.Place = text.Places.Count == 0 ? Place.None : text.Places[(int)Math.Min(copy, text.Places.Count - 1)];
                scope.Add(document);
            }
        }
        return scope;
    }

    /// <summary>A phrase as a record's text would be: normalised, and named by the same hash.</summary>
    private SampledText Phrase(string phrase)
    {
        var text = new Normaliser(words).Normalise(Encoding.UTF8.GetBytes(phrase)).ToArray();
        var seeded = new byte[8 + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(seeded, seed);
        text.CopyTo(seeded, 8);
        var named = new SampledText(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(seeded)), text);
        named.Add(1, []);
        return named;
    }
}
