namespace DataGate.Files.Tests;

/// <summary>What is written beside other writers.</summary>
public sealed class AtomicFileTests
{
    /// <summary>The clock of a file system on another machine may be hours behind this one's, or ahead: what counts is what it says of a file that was written just now.</summary>
    [TestCase(-5)]
    [TestCase(0)]
    [TestCase(5)]
    public void What_another_writer_began_just_now_stays_whatever_this_machine_s_clock_says(int hours)
    {
        var folder = Directory.CreateTempSubdirectory("datagate-atomic-").FullName;
        var (fresh, old) = (Path.Combine(folder, "x.json.0123456789abcdef.tmp"), Path.Combine(folder, "x.json.fedcba9876543210.tmp"));
        File.WriteAllText(fresh, "half");
        File.WriteAllText(old, "half");
        File.SetLastWriteTimeUtc(old, File.GetLastWriteTimeUtc(fresh).AddHours(-2));
        var written = Path.Combine(folder, "x.json");
        AtomicFile.Write(written, stream => stream.WriteByte(1), isDurable: false, path => File.GetLastWriteTimeUtc(path).AddHours(hours));
        Assert.That(Directory.GetFiles(folder), Is.EquivalentTo([fresh, written]));
        Directory.Delete(folder, recursive: true);
    }
}
