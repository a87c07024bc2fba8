namespace DataGate.Metrics.Samples;

/// <summary>
/// All comparisons that one check is judged by: their common false-alarm rate holds for the check, not for each of them. The largest
/// standardised difference of each shuffle is what chance makes of the whole family (max-T: Westfall and Young 1993).
/// </summary>
/// <param name="falseAlarm">The chance that a check of data like its reference has any significant difference.</param>
public sealed class Family(double falseAlarm)
{
    /// <summary>Deviations that scores may differ by and be equal: sums in another order differ in their last bits.</summary>
    private const double Rounding = 1e-9;

    private readonly List<Member> _members = [];
    private double[] _largest = [];

    /// <summary>Shuffles that a family at this rate needs: twice as many as would just be enough to find anything.</summary>
    public static int Shuffles(double falseAlarm) => (int)Math.Clamp(Math.Ceiling(2 / falseAlarm) - 1, 19, 1999);

    public double FalseAlarm => falseAlarm;

    /// <summary>Members so far.</summary>
    public int Count => _members.Count;

    /// <summary>Enters a difference and the direction in which it is bad; both directions are two members.</summary>
    public Member Add(Compared compared, bool higherIsWorse)
    {
        var member = new Member(this, compared, higherIsWorse ? 1 : -1);
        _members.Add(member);
        _largest = [];
        return member;
    }

    /// <summary>How often a shuffle has a larger difference somewhere in the family than <paramref name="score"/>, itself counted: the family-wise p-value.</summary>
    internal double P(double score)
    {
        var largest = Largest();
        return (1.0 + largest.Count(value => value >= score - Rounding)) / (largest.Length + 1);
    }

    /// <summary>The score that chance reaches or passes anywhere in the family with a chance of at most <see cref="FalseAlarm"/>.</summary>
    internal double Critical()
    {
        var largest = (double[])Largest().Clone();
        Array.Sort(largest);
        var allowed = (int)Math.Floor((falseAlarm * (largest.Length + 1)) + 1e-9);
        return allowed < 1 ? double.PositiveInfinity : largest[^Math.Min(allowed, largest.Length)];
    }

    private double[] Largest()
    {
        if (_largest.Length > 0 || _members.Count == 0) return _largest;
        _largest = [.. Enumerable.Range(0, _members.Min(member => member.Chance.Length)).Select(shuffle => _members.Max(member => member.Chance[shuffle]))];
        return _largest;
    }

    /// <summary>One difference in one direction.</summary>
    public sealed class Member
    {
        /// <summary>A deviation below it, of differences of order 1, is none but what rounding makes.</summary>
        private const double LeastDeviation = 1e-12;

        private readonly Family _family;
        private readonly double _deviation;

        internal Member(Family family, Compared compared, int sign)
        {
            _family = family;
            Compared = compared;
            // The observed difference is one more exchange among equals, were the data like the reference.
            var all = compared.Chance.Append(compared.Observed).ToList();
            var mean = all.Average();
            _deviation = Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1));
            if (_deviation < LeastDeviation * Math.Max(1, all.Max(Math.Abs))) _deviation = 0;
            double Score(double value) => _deviation > 0 ? sign * (value - mean) / _deviation : 0;
            Observed = Score(compared.Observed);
            Chance = [.. compared.Chance.Select(Score)];
        }

        public Compared Compared { get; }

        /// <summary>Standardised difference, positive where bad.</summary>
        public double Observed { get; }

        internal double[] Chance { get; }

        /// <summary>Family-wise p-value of the difference.</summary>
        public double P => _family.P(Observed);

        /// <summary>Whether chance explains the difference, at the family's false-alarm rate.</summary>
        public bool IsSignificant => P <= _family.FalseAlarm + 1e-12;

        /// <summary>Whether the difference goes the good way, as far as chance doesn't explain a bad one.</summary>
        public bool IsFarOnTheGoodSide => -Observed > _family.Critical() + Rounding;

        /// <summary>What chance makes of the difference at the family's rate: half the width of its interval.</summary>
        public double Margin => _family.Critical() is var critical && double.IsFinite(critical) ? Math.Max(0, critical) * _deviation : double.MaxValue;
    }
}
