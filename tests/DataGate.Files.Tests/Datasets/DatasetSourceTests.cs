using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.Tests.Readers;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Files.Tests.Datasets;

public sealed class DatasetSourceTests
{
    [Test]
    public void Of_too_many_files_none_is_read_and_that_is_told()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 6; i++) folder.Write($"{i}.jsonl", "{\"text\":\"a\"}\n"u8.ToArray());
        var place = new PolicyPlace("datagate.yaml", 1, 1);
        var dataset = new DatasetPolicy
        {
            Name = "set",
            Place = place,
            Files = new FileSet([new FileGlob("*.jsonl", Excludes: false, place)], folder.Path, place),
            Text = Documents.TextTemplate.Parse("text"),
        };
        var plan = new DatasetPlan(new Policy { File = place.File, Datasets = [dataset] }, dataset);
        DatasetInput Read(int files)
        {
            var source = new SourceOptions { BaseDirectory = folder.Path, Fence = RepositoryFence.Around(Path.Combine(folder.Path, "datagate.yaml"), allowOutside: false), Threads = 1, MaxFiles = files };
            return DatasetSource.Join(plan, new DatasetSource(plan, source).Read());
        }
        Assert.Multiple(() =>
        {
            Assert.That((Read(6).Data.Files, Read(6).Refused.Length), Is.EqualTo((6, 0)));
            Assert.That(Read(5).Data.Files, Is.Zero);
            Assert.That(Read(5).Refused.Single().Why, Is.EqualTo("6 files are more than the 5 that a set may have; join small ones"));
        });
    }
}
