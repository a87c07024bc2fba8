namespace DataGate.Metrics.Samples;

/// <summary>A number for each document of a corpus; documents that share what it stands for share the number.</summary>
public sealed class DocumentNumbers
{
    private readonly int[] _numbers;

    private DocumentNumbers(int[] numbers, int types) => (_numbers, Types) = (numbers, types);

    /// <summary>Different numbers: all are below it.</summary>
    public int Types { get; }

    /// <param name="corpus">The documents.</param>
    /// <param name="key">What documents with the same number share.</param>
    public static DocumentNumbers By<TKey>(Corpus corpus, Func<int, TKey> key)
        where TKey : notnull
    {
        var known = new Dictionary<TKey, int>();
        var numbers = new int[corpus.Count];
        for (var document = 0; document < numbers.Length; document++)
        {
            ref var number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(known, key(document), out var exists);
            if (!exists) number = known.Count - 1;
            numbers[document] = number;
        }
        return new DocumentNumbers(numbers, known.Count);
    }

    public int Of(int document) => _numbers[document];
}
