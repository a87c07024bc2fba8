using DataGate.Files.Judging;
using DataGate.Policies;

namespace DataGate.Files.Tests.Judging;

/// <summary>Which addresses a policy may name, and which of them the command line lets through.</summary>
public sealed class JudgeAccessTests
{
    [TestCase("https://llm.example.com/v1", ExpectedResult = true)]
    [TestCase("https://llm.example.com:8443", ExpectedResult = true)]
    [TestCase("http://localhost:8080/v1", ExpectedResult = true)]
    [TestCase("http://127.0.0.1:8080/v1", ExpectedResult = true)]
    [TestCase("http://[::1]:8080/v1", ExpectedResult = true)]
    [TestCase("http://llm.example.com/v1", ExpectedResult = false)]
    [TestCase("http://localhost.example.com/v1", ExpectedResult = false)]
    [TestCase("https://key@llm.example.com/v1", ExpectedResult = false)]
    [TestCase("https://llm.example.com/v1?key=1", ExpectedResult = false)]
    [TestCase("https://llm.example.com/v1#x", ExpectedResult = false)]
    [TestCase("file:///etc/passwd", ExpectedResult = false)]
    [TestCase("llm.example.com", ExpectedResult = false)]
    [TestCase("https://", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool An_address_is_https_or_this_machine(string address) => JudgeAccess.Misfit(address) is null;

    [TestCase("https://llm.example.com/v1", "llm.example.com", ExpectedResult = true)]
    [TestCase("https://llm.example.com/v1", "LLM.example.com", ExpectedResult = true)]
    [TestCase("https://llm.example.com:8443/v1", "llm.example.com:8443", ExpectedResult = true)]
    [TestCase("https://llm.example.com:8443/v1", "llm.example.com:8444", ExpectedResult = false)]
    [TestCase("https://llm.example.com/v1", "example.com", ExpectedResult = false)]
    [TestCase("https://llm.example.com/v1", "*", ExpectedResult = false)]
    [TestCase("https://llm.example.com.evil.test/v1", "llm.example.com", ExpectedResult = false)]
    public bool A_host_is_allowed_by_its_name(string address, string host) => JudgeAccess.IsAllowed(new JudgePolicy(new Uri(address), "m", 200, default), [host]);

    [Test]
    public void None_is_allowed_by_default() => Assert.That(JudgeAccess.IsAllowed(new JudgePolicy(new Uri("https://a.example"), "m", 200, default), []), Is.False);
}
