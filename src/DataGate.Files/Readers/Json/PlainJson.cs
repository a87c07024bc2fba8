using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DataGate.Files.Readers.Json;

/// <summary>How JSON of a few types is read and written, made when this is compiled: a native program knows no types but those that its code names.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PlainJson : JsonSerializerContext;
