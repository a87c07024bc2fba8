using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DataGate.Bench.Embedding;
using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Onnx.Models;

// Texts a second of the built-in encoder beside ONNX Runtime's bare session on the same tokens, in one run, alternating:
//   dotnet run -c Release --project eng/bench/embedding -- [FILE.jsonl [FIELD [ROWS [DEVICE]]]]
// or, for eng/bench/vectors.sh, the embeddings of two sets of ROWS texts each, as numpy's files:
//   dotnet run -c Release --project eng/bench/embedding -- features ROWS DATA.npy REFERENCE.npy FILE.jsonl…
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Rounds = 5;
if (args is ["features", var count, var data, var reference, .. var files])
{
    var encoder = Embedders.Open(new EmbedderSettings()).Embedder ?? throw new InvalidOperationException("there is no embedder");
    RealFeatures.Write(encoder, int.Parse(count, CultureInfo.InvariantCulture), data, reference, files);
    return 0;
}
var rows = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 500;
var texts = args.Length > 0 ? Read(args[0], args.Length > 1 ? args[1] : "text", rows) : Made(rows);
var device = Device.TryParse(args.Length > 3 ? args[3] : "cpu") ?? throw new InvalidOperationException("no such device");

var clock = Stopwatch.StartNew();
var opened = Embedders.Open(new EmbedderSettings { Device = device });
if (opened.Embedder is not { } embedder)
{
    Console.Error.WriteLine(opened.Reason);
    return 1;
}
embedder.Embed([texts[0]]);
Console.WriteLine($"first load and one text: {clock.ElapsedMilliseconds} ms");
var model = BuiltInModel.Read(BuiltInModel.Folder)!;
using var raw = new RawSession(model);
var tokens = texts.Select(text => model.Tokenizer.Encode(text).Ids.Take(model.MaxTokens).Select(id => (long)id).ToArray()).ToList();
Console.WriteLine($"{texts.Count} texts of {tokens.Average(ids => ids.Length):F1} tokens, {Environment.ProcessorCount} cores, {device}");

var (ours, theirs, batched, atOnce) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
for (var round = 0; round <= Rounds; round++)
{
    var times = (Time(() => embedder.Embed(texts)), Time(() => raw.One(tokens)), Time(() => raw.Batches(tokens)), Time(() => raw.BatchesAtOnce(tokens)));
    if (round == 0) continue;
    ours.Add(texts.Count / times.Item1);
    theirs.Add(texts.Count / times.Item2);
    batched.Add(texts.Count / times.Item3);
    atOnce.Add(texts.Count / times.Item4);
}
Console.WriteLine($"ours, from texts:                             {Median(ours),8:F0} texts/s");
Console.WriteLine($"bare session, one text a run, all cores:      {Median(theirs),8:F0} texts/s");
Console.WriteLine($"bare session, sorted batches of 32, padded:   {Median(batched),8:F0} texts/s");
Console.WriteLine($"the same, a batch each core:                  {Median(atOnce),8:F0} texts/s");
Console.WriteLine($"ours / the best of them:                      {Median(ours) / new[] { theirs, batched, atOnce }.Max(Median),8:P1}");
return 0;

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static double Time(Action action)
{
    var clock = Stopwatch.StartNew();
    action();
    return clock.Elapsed.TotalSeconds;
}

static List<string> Read(string file, string field, int rows) =>
    [.. File.ReadLines(file).Take(rows).Select(line => JsonDocument.Parse(line).RootElement.GetProperty(field).GetString() ?? "")];

// About 60 tokens each, all different.
static List<string> Made(int rows)
{
    string[] words = ["order", "lamp", "please", "return", "invoice", "train", "morning", "report", "window", "garden", "number", "answer", "river", "letter", "music", "the", "of", "and", "to", "with"];
    return [.. Enumerable.Range(0, rows).Select(row => string.Join(' ', Enumerable.Range(0, 56).Select(i => words[(row * 31 + i * i * 7 + i * row) % words.Length])))];
}
