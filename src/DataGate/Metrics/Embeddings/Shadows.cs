namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Rows along the few directions in which they vary most: distances between these shadows are cheap, and never longer than those between the rows. What a
/// shadow doesn't rule out is to be compared in full, in double precision, so that the directions have no part in any result.
/// </summary>
internal sealed class Shadows
{
    private const int Sampled = 4096, Most = 128;
    private const double Variance = 0.85;
    private readonly PrincipalComponents? _components;
    private readonly int _threads;

    /// <param name="rows">Whose directions are taken, of the first few thousand.</param>
    /// <param name="threads">Changes no result.</param>
    public Shadows(Vectors rows, int threads)
    {
        _threads = threads;
        if (rows.Dimensions <= Most) return;
        var sampled = rows.Count <= Sampled ? rows : rows.Take([.. Enumerable.Range(0, Sampled)]);
        var once = new int[sampled.Count];
        Array.Fill(once, 1);
        _components = PrincipalComponents.Of(sampled, once, Variance, Most, threads);
    }

    /// <summary>A set's shadows; the rows themselves where they have few components.</summary>
    public Vectors Of(Vectors rows) => _components?.Project(rows, _threads) ?? rows;
}
