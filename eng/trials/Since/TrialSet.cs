namespace DataGate.Trials.Since;

/// <summary>A set of people's texts that grows, and other texts that may come to it.</summary>
/// <param name="Name">As the report names it.</param>
/// <param name="Rows">In the order of its file; labels are its natural topics.</param>
internal sealed record TrialSet(string Name, Row[] Rows)
{
    /// <summary>Texts of another domain; each honest.</summary>
    public Row[] Elsewhere { get; init; } = [];

    /// <summary>Texts of the same task by language models, by generator.</summary>
    public (string Generator, Row[] Rows)[] Generated { get; init; } = [];

    /// <summary>Rows before the change, at most. Default: 2,000.</summary>
    public int MostBase { get; init; } = 2_000;

    /// <summary>Changes of each kind and size. Default: 5.</summary>
    public int Checks { get; init; } = 5;

    /// <summary>The sets that bounds were chosen on.</summary>
    public static IEnumerable<TrialSet> Tune(string data)
    {
        var (clinc, atis) = (Read(data, "clinc150.train"), Read(data, "atis.train"));
        yield return new TrialSet("clinc150", clinc) { Elsewhere = atis };
        yield return new TrialSet("alpaca_eval", [.. s_models.SelectMany(model => Row.Read(Path.Combine(data, $"alpaca_eval.{model}.jsonl")).Select(row => row with { Label = model }))])
        {
            Elsewhere = Read(data, "writing.human"), MostBase = 500, Checks = 2,
        };
    }

    /// <summary>Those that the bounds are reported on.</summary>
    public static IEnumerable<TrialSet> Check(string data)
    {
        var (banking, clinc) = (Read(data, "intent_paraphrase.human"), Read(data, "clinc150.test"));
        yield return new TrialSet("banking", banking)
        {
            Elsewhere = clinc,
            Generated = [("gpt-3.5", Read(data, "intent_paraphrase.gpt-3.5-turbo")), ("falcon-40b", Read(data, "intent_paraphrase.falcon-40b"))],
        };
        yield return new TrialSet("atis", Read(data, "atis.train")) { Elsewhere = banking };
        yield return new TrialSet("writing", Read(data, "writing.human")) { Elsewhere = Read(data, "alpaca_cherry.text-davinci-003"), Generated = [("gpt2-xl", Read(data, "writing.gpt2-xl"))], MostBase = 300, Checks = 2 };
    }

    private static readonly string[] s_models = ["gpt4", "claude", "vicuna-7b", "alpaca-7b", "llama-2-7b-chat-hf", "Mixtral-8x7B-Instruct-v0.1"];

    private static Row[] Read(string data, string name) => Row.Read(Path.Combine(data, name + ".jsonl"));
}
