using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>What measures over draws are computed on; measures of one input share what they have in common.</summary>
/// <param name="corpus">The documents.</param>
/// <param name="data">The draw that is measured.</param>
/// <param name="reference">The draw that it is compared with; null where nothing is compared.</param>
/// <param name="work">Scratch memory of the calling thread.</param>
public sealed class DrawInput(Corpus corpus, Draw data, Draw? reference, Workspace work)
{
    private readonly Dictionary<Type, object> _shared = [];

    public Corpus Corpus => corpus;

    public Draw Data => data;

    public Draw? Reference => reference;

    public Workspace Work => work;

    /// <summary>The input that this is a part of, where a measure is taken without a few of the records; null: it is a whole.</summary>
    public DrawInput? Whole { get; init; }

    /// <summary>The reference's own texts by content, whose places are in the reference; empty where nobody is to be told of them.</summary>
    public IReadOnlyDictionary<ulong, SampledText> ReferenceTexts { get; init; } = System.Collections.Frozen.FrozenDictionary<ulong, SampledText>.Empty;

    /// <summary>Whether it is one of very many draws, for which a measure may take a cheaper form that it states.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>What several measures need of the same draws, made once.</summary>
    public T Share<T>(Func<DrawInput, T> make)
        where T : class
    {
        if (_shared.TryGetValue(typeof(T), out var known)) return (T)known;
        var made = make(this);
        _shared.Add(typeof(T), made);
        return made;
    }
}

/// <summary>
/// A measure as a function of drawn records: what lets one number be compared with another at equal size, and with what chance
/// makes of it. Pure, safe from several threads, and independent of the order of the entries up to rounding.
/// </summary>
public abstract class DrawMetric : EqualSizeMetric
{
    /// <summary>Whether both draws are brought to equal lengths first: so for measures within a set that n-grams make up.</summary>
    public virtual bool EqualLengths => !IsDivergence;

    /// <summary>Whether it is computed on the embeddings of the texts rather than on their words.</summary>
    public virtual bool OverEmbeddings => false;

    /// <summary>Whether it is computed on the perplexities that the policy's language model gives the texts, where the policy names one.</summary>
    public virtual bool OverPerplexities => false;

    /// <summary>Whether it looks at nothing of the corpus but the documents that are drawn, so that it is the same over a corpus of those alone. Default: no.</summary>
    public virtual bool OfDrawnAlone => false;

    /// <summary>With fewer records of either side it says too little to be judged by.</summary>
    public virtual int LeastRecords => 0;

    /// <summary>Whether the value is a share of the records, which a sample without any of them doesn't show to be none.</summary>
    public virtual bool IsShareOfRecords => false;

    /// <summary>
    /// The upper end of an interval for the set, where only a share of its contents was sampled: above that for the sample where a sample can't
    /// show all that the measure looks for.
    /// </summary>
    /// <param name="input">The sample.</param>
    /// <param name="high">The upper end for the sample.</param>
    /// <param name="sampling">The share of the set's contents that the sample holds, in (0, 1).</param>
    public virtual double HighOf(DrawInput input, double high, double sampling) => high;

    /// <summary>The standard error that the measure's own random choices leave in a value, whatever the records. Default: none.</summary>
    public virtual double OwnError(DrawInput input) => 0;

    /// <summary>How <see cref="SamplingError"/> is found: a word or two.</summary>
    public virtual string ErrorMethod => "jackknife";

    /// <summary>
    /// The standard error that sampling leaves in a value, with <see cref="Jackknife.Groups"/> − 1 degrees of freedom; null where it is undefined on a part of
    /// the sample. Default: the delete-a-group jackknife.
    /// </summary>
    public virtual double? SamplingError(DrawInput input) => Jackknife.Error(this, input);

    /// <summary>The value; null where it is undefined on such a draw.</summary>
    public abstract double? Value(DrawInput input);

    /// <summary>Whether <see cref="Values"/> is to be asked where many draws are measured: it costs little more than one of them does.</summary>
    internal virtual bool IsOfManyAtOnce => false;

    /// <summary>What <see cref="Value"/> says of each draw, by its number.</summary>
    internal virtual double?[] Values(DrawsAtOnce draws) => throw new NotSupportedException($"{Name} is measured draw by draw");
}
