using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class EmbeddingTests
{
    private const string Datasets = "datasets: { d: { files: x, text: t } }";

    private static string With(string embedding) => $"version: 1\nembedding: {embedding}\n{Datasets}";

    [Test]
    public void Without_it_the_built_in_model_runs_where_it_can() =>
        Assert.That(Reading.Good($"version: 1\n{Datasets}").Embedding, Is.EqualTo(new EmbeddingPolicy(null, "auto")));

    [TestCase("{ model: builtin }", "auto")]
    [TestCase("{ device: 'cuda:1' }", "cuda:1")]
    [TestCase("{ model: builtin, device: cpu }", "cpu")]
    public void A_device_may_be_named_for_the_built_in_model(string embedding, string device) =>
        Assert.That(Reading.Good(With(embedding)).Embedding, Is.EqualTo(new EmbeddingPolicy(null, device)));

    [Test]
    public void A_model_is_a_folder_beside_the_file_that_names_it()
    {
        using var folder = new PolicyFolder().WithRepository().With("base/models/e5/model.onnx", "").With("base/base.yaml", With("{ model: models/e5 }"))
            .With("datagate.yaml", "extends: base/base.yaml\nembedding: { device: cpu }");
        Assert.That(folder.Read().Policy?.Embedding, Is.EqualTo(new EmbeddingPolicy(folder.At(Path.Combine("base", "models", "e5")), "cpu")));
    }

    [TestCase("nowhere", "there is no folder 'nowhere'")]
    [TestCase("../elsewhere", "outside the repository")]
    [TestCase("/models", "absolute path")]
    public void A_model_that_is_not_there_or_not_allowed_is_told_at_its_line(string model, string told)
    {
        using var folder = new PolicyFolder().WithRepository().With("datagate.yaml", With($"{{ model: {model} }}"));
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place.Line, problem.Place.Column), Is.EqualTo((PolicyCodes.WrongValue, 2, 21)));
        Assert.That(problem.Message, Does.StartWith("'model': ").And.Contains(told));
    }

    [Test]
    public void A_policy_of_an_earlier_revision_takes_no_model_from_the_repository()
    {
        using var folder = new PolicyFolder().WithRepository().With("models/e5/model.onnx", "").With("datagate.yaml", With("{ model: models/e5 }"));
        var problem = Then(folder, "datagate.yaml").Problems.Single();
        Assert.That((problem.Code, problem.Place.Line), Is.EqualTo((PolicyCodes.WrongValue, 2)));
        Assert.That(problem.Message, Does.Contain("--policy-from"));
        using var elsewhere = new PolicyFolder().With("model.onnx", "");
        folder.With("datagate.yaml", With($"{{ model: '{elsewhere.FullPath}' }}"));
        Assert.That(Then(folder, "datagate.yaml").Policy?.Embedding.ModelFolder, Is.EqualTo(elsewhere.FullPath));
    }

    private static PolicyResult Then(PolicyFolder folder, string path) =>
        PolicyReader.Read(path, new PolicyReaderOptions { BaseDirectory = folder.FullPath, AllowOutside = true, Files = new Earlier() });

    /// <summary>Stands for a revision that has the same files.</summary>
    private sealed class Earlier : PolicyFiles
    {
        public override bool IsFile(string path) => OnDisk.IsFile(path);

        public override bool IsFolder(string path) => OnDisk.IsFolder(path);

        public override Stream Open(string path) => OnDisk.Open(path);
    }
}
