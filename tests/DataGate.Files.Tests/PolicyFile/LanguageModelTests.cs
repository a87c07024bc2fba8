using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class LanguageModelTests
{
    private const string Datasets = "datasets: { d: { files: x, text: t } }";

    private static string With(string model) => $"version: 1\nlanguage-model: {model}\n{Datasets}";

    [TestCase("version: 1\n" + Datasets)]
    [TestCase("version: 1\nlanguage-model: { model: builtin }\n" + Datasets)]
    [TestCase("version: 1\nlanguage-model: { device: cpu }\n" + Datasets)]
    public void Unless_a_folder_is_named_perplexities_are_those_of_the_reference(string policy) =>
        Assert.That(Reading.Good(policy).LanguageModel, Is.Null);

    [Test]
    public void A_model_is_a_folder_beside_the_file_that_names_it()
    {
        using var folder = new PolicyFolder().WithRepository().With("base/models/gpt/model.onnx", "").With("base/base.yaml", With("{ model: models/gpt }"))
            .With("datagate.yaml", "extends: base/base.yaml\nlanguage-model: { device: 'cuda:1' }");
        Assert.That(folder.Read().Policy?.LanguageModel, Is.EqualTo(new LanguageModelPolicy(folder.At(Path.Combine("base", "models", "gpt")), "cuda:1")));
    }

    [TestCase("nowhere", "there is no folder 'nowhere'; write builtin for a model that learns from the reference")]
    [TestCase("../elsewhere", "outside the repository")]
    [TestCase("/models", "absolute path")]
    public void A_model_that_is_not_there_or_not_allowed_is_told_at_its_line(string model, string told)
    {
        using var folder = new PolicyFolder().WithRepository().With("datagate.yaml", With($"{{ model: {model} }}"));
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place.Line, problem.Place.Column), Is.EqualTo((PolicyCodes.WrongValue, 2, 26)));
        Assert.That(problem.Message, Does.StartWith("'model': ").And.Contains(told));
    }

    [Test]
    public void A_policy_of_an_earlier_revision_takes_no_model_from_the_repository()
    {
        using var folder = new PolicyFolder().WithRepository().With("models/gpt/model.onnx", "").With("datagate.yaml", With("{ model: models/gpt }"));
        var problem = Then(folder).Problems.Single();
        Assert.That((problem.Code, problem.Place.Line), Is.EqualTo((PolicyCodes.WrongValue, 2)));
        Assert.That(problem.Message, Does.Contain("--policy-from"));
        using var elsewhere = new PolicyFolder().With("model.onnx", "");
        folder.With("datagate.yaml", With($"{{ model: '{elsewhere.FullPath}' }}"));
        Assert.That(Then(folder).Policy?.LanguageModel?.ModelFolder, Is.EqualTo(elsewhere.FullPath));
    }

    [TestCase("gpt", "language-model")]
    [TestCase("{ modle: x }", "model")]
    [TestCase("{ device: tpu }", "cuda")]
    public void What_it_is_not_is_told(string model, string told) =>
        Assert.That(Reading.Read(With(model)).Problems.Single().Message, Does.Contain(told));

    private static PolicyResult Then(PolicyFolder folder) =>
        PolicyReader.Read("datagate.yaml", new PolicyReaderOptions { BaseDirectory = folder.FullPath, AllowOutside = true, Files = new Earlier() });

    /// <summary>Stands for a revision that has the same files.</summary>
    private sealed class Earlier : PolicyFiles
    {
        public override bool IsFile(string path) => OnDisk.IsFile(path);

        public override bool IsFolder(string path) => OnDisk.IsFolder(path);

        public override Stream Open(string path) => OnDisk.Open(path);
    }
}
