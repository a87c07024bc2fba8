namespace DataGate.Onnx.Examining;

/// <summary>
/// Reads of an ONNX file what it reaches for, before anything runs it: the operators' domains, and tensors that lie in other files. Graphs inside of graphs are read
/// to a depth. Field numbers are those of onnx.proto.
/// </summary>
internal sealed class OnnxExaminer
{
    private const int MaxDepth = 16;
    private const int ExternalLocation = 1;
    private readonly OnnxFacts _facts = new();

    private OnnxExaminer()
    {
    }

    private delegate void Reads(ReadOnlySpan<byte> message, int depth);

    /// <exception cref="InvalidDataException">The bytes are no ONNX model, or nested too deep.</exception>
    public static OnnxFacts Examine(ReadOnlySpan<byte> model)
    {
        var examiner = new OnnxExaminer();
        examiner.Model(model);
        return examiner._facts;
    }

    private void Model(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var graphs = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 7:
                    graphs++;
                    Graph(reader.Content, 0);
                    break;
                case 20: Each(reader.Content, 0, Graph, 1, 2); break;
                case 25: Function(reader.Content); break;
            }
        }
        if (graphs != 1) throw new InvalidDataException("it holds no graph");
    }

    private void Function(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var domain = "";
        while (reader.Next())
        {
            if (reader.Field == 7) Node(reader.Content, 0);
            else if (reader.Field == 10) domain = reader.Text();
            else if (reader.Field == 11) Attribute(reader.Content, 0);
        }
        _facts.Functions.Add(domain);
    }

    private void Graph(ReadOnlySpan<byte> message, int depth)
    {
        if (depth > MaxDepth) throw new InvalidDataException($"its graphs are nested more than {MaxDepth} deep");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: Node(reader.Content, depth); break;
                case 5: Tensor(reader.Content, depth); break;
                case 15: Each(reader.Content, depth, Tensor, 1, 2); break;
            }
        }
    }

    private void Node(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new ProtobufReader(message);
        var domain = "";
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4: _facts.Operators.Add(reader.Text()); break;
                case 5: Attribute(reader.Content, depth); break;
                case 7: domain = reader.Text(); break;
            }
        }
        _facts.Domains.Add(domain);
    }

    private void Attribute(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 5 or 10: Tensor(reader.Content, depth); break;
                case 6 or 11: Graph(reader.Content, depth + 1); break;
                case 22 or 23: Each(reader.Content, depth, Tensor, 1, 2); break;
            }
        }
    }

    private void Tensor(ReadOnlySpan<byte> message, int depth)
    {
        var reader = new ProtobufReader(message);
        var (isOutside, files) = (false, 0);
        while (reader.Next())
        {
            if (reader.Field == 14 && reader.Number == ExternalLocation) isOutside = true;
            if (reader.Field != 13) continue;
            isOutside = true;
            if (Location(reader.Content) is not { } file) continue;
            files++;
            _facts.ExternalFiles.Add(file);
        }
        if (isOutside && files == 0) _facts.ExternalFiles.Add("");
    }

    private static string? Location(ReadOnlySpan<byte> entry)
    {
        var reader = new ProtobufReader(entry);
        var (key, value) = ("", "");
        while (reader.Next())
        {
            if (reader.Field == 1) key = reader.Text();
            else if (reader.Field == 2) value = reader.Text();
        }
        return key == "location" ? value : null;
    }

    private static void Each(ReadOnlySpan<byte> message, int depth, Reads read, params ReadOnlySpan<int> fields)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
            if (fields.Contains(reader.Field)) read(reader.Content, depth);
    }
}
