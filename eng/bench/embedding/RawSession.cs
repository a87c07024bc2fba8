using DataGate.Onnx.Models;
using Microsoft.ML.OnnxRuntime;

namespace DataGate.Bench.Embedding;

/// <summary>ONNX Runtime alone, on tokens that are ready.</summary>
internal sealed class RawSession : IDisposable
{
    private const int Batch = 32;
    private static readonly string[] s_inputs = ["input_ids", "attention_mask"];
    private static readonly string[] s_outputs = ["sentence_embedding"];
    private readonly InferenceSession _one;
    private readonly InferenceSession _batches;
    private readonly RunOptions _run = new();

    /// <summary>The library is loaded by the embedder before.</summary>
    public RawSession(EncoderModel model)
    {
        _one = new InferenceSession(model.Onnx, Options(1));
        _batches = new InferenceSession(model.Onnx, Options(Environment.ProcessorCount));
    }

    public void One(List<long[]> tokens) =>
        Parallel.For(0, tokens.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => Run(_one, tokens[i], [.. Enumerable.Repeat(1L, tokens[i].Length)], 1));

    public void Batches(List<long[]> tokens)
    {
        foreach (var batch in tokens.OrderBy(ids => ids.Length).Chunk(Batch)) RunPadded(_batches, batch);
    }

    public void BatchesAtOnce(List<long[]> tokens) => Parallel.ForEach(
        tokens.OrderBy(ids => ids.Length).Chunk(Batch), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, batch => RunPadded(_one, batch));

    public void Dispose()
    {
        _one.Dispose();
        _batches.Dispose();
        _run.Dispose();
    }

    private void RunPadded(InferenceSession session, long[][] batch)
    {
        var width = batch.Max(ids => ids.Length);
        var (ids, mask) = (new long[batch.Length * width], new long[batch.Length * width]);
        for (var row = 0; row < batch.Length; row++)
        {
            batch[row].CopyTo(ids, row * width);
            Array.Fill(mask, 1, row * width, batch[row].Length);
        }
        Run(session, ids, mask, batch.Length);
    }

    private void Run(InferenceSession session, long[] ids, long[] mask, int rows)
    {
        using var first = OrtValue.CreateTensorValueFromMemory(ids, [rows, ids.Length / rows]);
        using var second = OrtValue.CreateTensorValueFromMemory(mask, [rows, mask.Length / rows]);
        using var results = session.Run(_run, s_inputs, [first, second], s_outputs);
    }

    private static SessionOptions Options(int threads)
    {
        var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        return options;
    }
}
