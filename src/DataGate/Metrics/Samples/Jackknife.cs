using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The delete-a-group jackknife (Kott 2001): how much a value computed on a sample would differ on another sample of the same size.
/// Groups are made by content hash, so that copies of a text stay together.
/// </summary>
public static class Jackknife
{
    /// <summary>Groups that are left out in turn.</summary>
    public const int Groups = 20;

    /// <summary>The 97.5% quantile of Student's t with <see cref="Groups"/> − 1 degrees of freedom.</summary>
    public const double Quantile = 2.093;

    /// <summary>The group of a content.</summary>
    public static int GroupOf(ulong content) => (int)(Hash64.Avalanche(content ^ 0x6A09E667F3BCC909) % Groups);

    /// <summary>The standard error of a measure on a sample; null where it is undefined on a part of it.</summary>
    public static double? Error(DrawMetric metric, DrawInput input)
    {
        var parts = input.Share(static whole => new Parts(whole));
        var values = new double?[Groups];
        ForEach(group => values[group] = metric.Value(parts.Without(group)));
        return Error(values);
    }

    /// <summary>The same of a measure that knows its values without each group by itself.</summary>
    /// <param name="input">The sample.</param>
    /// <param name="without">The value without a group, from the group of each entry of the data; with scratch memory.</param>
    public static double? Error(DrawInput input, Func<int, int[], Workspace, double?> without)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(without);
        var (groups, values) = (new int[input.Data.Count], new double?[Groups]);
        for (var entry = 0; entry < groups.Length; entry++) groups[entry] = GroupOf(input.Corpus.Text(input.Data.Documents[entry]).Content);
        var work = new Workspace[Parts.Workers];
        for (var worker = 0; worker < work.Length; worker++) work[worker] = new Workspace();
        ForEach(group => values[group] = without(group, groups, work[group % Parts.Workers]));
        return Error(values);
    }

    private static double? Error(double?[] values)
    {
        if (values.Any(value => value is null)) return null;
        var mean = values.Average()!.Value;
        return Math.Sqrt(values.Sum(value => (value!.Value - mean) * (value.Value - mean)) * (Groups - 1) / Groups);
    }

    /// <summary>Does something with each group on its own, several at once.</summary>
    public static void ForEachGroup(DrawInput input, Action<int, DrawInput> each)
    {
        var parts = input.Share(static whole => new Parts(whole));
        ForEach(group => each(group, parts.Only(group)));
    }

    private static void ForEach(Action<int> each) => Parallel.For(0, Parts.Workers, worker =>
    {
        for (var group = worker; group < Groups; group += Parts.Workers) each(group);
    });

    /// <summary>What stays of a sample without each group, with what measures of one family derive from it.</summary>
    private sealed class Parts
    {
        /// <summary>Entries from which parts are made anew for each measure: kept, they would take twenty times the sample's numbers.</summary>
        private const int MaxKept = 50_000;

        /// <summary>Parts measured at once at most, each of a worker's own memory; changes no number.</summary>
        public const int Workers = 4;

        private readonly DrawInput _whole;
        private readonly int[] _groups;
        private readonly Workspace[] _work = new Workspace[Workers];
        private readonly DrawInput?[] _kept = new DrawInput?[Groups];

        public Parts(DrawInput whole)
        {
            _whole = whole;
            _groups = new int[whole.Corpus.Count];
            for (var i = 0; i < Workers; i++) _work[i] = i == 0 ? whole.Work : new Workspace();
            for (var document = 0; document < _groups.Length; document++) _groups[document] = GroupOf(whole.Corpus.Text(document).Content);
        }

        public DrawInput Without(int left)
        {
            if (_kept[left] is { } known) return known;
            var part = new DrawInput(_whole.Corpus, Only(_whole.Data, of => of != left), _whole.Reference is { } reference ? Only(reference, of => of != left) : null, _work[left % Workers]) { Whole = _whole };
            if (_whole.Data.Count + (_whole.Reference?.Count ?? 0) <= MaxKept) _kept[left] = part;
            return part;
        }

        public DrawInput Only(int group) =>
            new(_whole.Corpus, Only(_whole.Data, of => of == group), _whole.Reference is { } reference ? Only(reference, of => of == group) : null, _work[group % Workers]) { Whole = _whole };

        private Draw Only(Draw draw, Func<int, bool> isIn)
        {
            var kept = new List<int>(draw.Count);
            for (var i = 0; i < draw.Count; i++)
                if (isIn(_groups[draw.Documents[i]])) kept.Add(i);
            var (documents, lengths, times) = (new int[kept.Count], new int[kept.Count], new int[kept.Count]);
            for (var i = 0; i < kept.Count; i++)
                (documents[i], lengths[i], times[i]) = (draw.Documents[kept[i]], draw.Lengths[kept[i]], draw.Times[kept[i]]);
            return new Draw(documents, lengths, times);
        }
    }
}
