using System.Diagnostics;

namespace DataGate.Files.Cache;

/// <summary>
/// Asks the cache first, by SHA-256 of model and text: what a model made of a text before, in whichever repository, is not made again. What is new is kept every
/// few seconds, so that a run that is cut off loses little.
/// </summary>
internal sealed class CachedTexts<T> : IDisposable
    where T : struct
{
    /// <summary>Texts that are given to the model at once, at first; more where it is quick, since texts of one length are read together.</summary>
    private const int LeastBatch = 128;

    private const int MostBatch = 2048;

    /// <summary>What may be lost when a run is cut off.</summary>
    private static readonly TimeSpan s_mostLost = TimeSpan.FromSeconds(2);
    private readonly CacheStore<T> _store;
    private readonly string _model;
    private readonly Func<IReadOnlyList<string>, IReadOnlyList<T>> _make;
    private readonly Action<int, int>? _advanced;

    /// <param name="store">The model's records.</param>
    /// <param name="model">The model.</param>
    /// <param name="make">Has the model read texts that aren't in the cache.</param>
    /// <param name="advanced">Told how many of how many of them are done; null: nobody.</param>
    public CachedTexts(CacheStore<T> store, string model, Func<IReadOnlyList<string>, IReadOnlyList<T>> make, Action<int, int>? advanced) =>
        (_store, _model, _make, _advanced) = (store, model, make, advanced);

    /// <summary>Texts that the model read so far.</summary>
    public int Made { get; private set; }

    /// <summary>What the model makes of the texts, in their order.</summary>
    public IReadOnlyList<T> Of(IReadOnlyList<string> texts)
    {
        var keys = texts.Select(text => CacheRecord.Key(_model, text)).ToArray();
        var known = new Dictionary<string, T>(StringComparer.Ordinal);
        var (missing, aged) = (new List<int>(), new List<KeyValuePair<byte[], T>>());
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i++)
        {
            if (!asked.Add(texts[i])) continue;
            if (_store.Find(keys[i]) is not { } found) missing.Add(i);
            else
            {
                known.Add(texts[i], found.Value);
                if (!found.IsYoung) aged.Add(new(keys[i], found.Value));
            }
        }
        _store.Add(aged);
        var size = LeastBatch;
        for (var done = 0; done < missing.Count;)
        {
            var batch = missing.GetRange(done, Math.Min(size, missing.Count - done));
            var began = Stopwatch.GetTimestamp();
            var made = _make(batch.ConvertAll(i => texts[i]));
            if (Stopwatch.GetElapsedTime(began) < s_mostLost / 2) size = Math.Min(MostBatch, 2 * size);
            Made += batch.Count;
            for (var i = 0; i < batch.Count; i++) known.Add(texts[batch[i]], made[i]);
            done += batch.Count;
            _advanced?.Invoke(done, missing.Count);
            _store.Add([.. batch.Select((at, i) => new KeyValuePair<byte[], T>(keys[at], made[i]))]);
        }
        return [.. texts.Select(text => known[text])];
    }

    public void Dispose() => _store.Dispose();
}
