using DataGate.Metrics;

namespace DataGate.Tests.Metrics;

internal sealed class MetricCatalogTests
{
    [Test]
    public void Every_metric_is_measured_under_its_own_name() =>
        Assert.That(MetricCatalog.All.Select(info => MetricCatalog.Get(info.Name).Name), Is.EqualTo(MetricCatalog.All.Select(info => info.Name)));
}
