using System.Diagnostics.Metrics;
using AgentMonitor.Http.Measurement;
using AgentMonitor.Http.Routing;
using Xunit;

namespace AgentMonitor.Http.Tests.Api;

public sealed class FiguresTests
{
    [Fact]
    public async Task The_api_counts_itself_under_tags_that_are_bounded()
    {
        await using var api = await TestApi.StartAsync();
        var figures = (ApiFigures)api.Services.GetService(typeof(ApiFigures))!;
        var tags = new List<(string Instrument, string Name, string Value)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (figures.Owns(instrument.Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, measured, _) => Collect(instrument, measured));
        listener.SetMeasurementEventCallback<double>((instrument, _, measured, _) => Collect(instrument, measured));
        listener.Start();

        await api.PostAsync("/api/executions", Records.Success("canary-id")).StatusAsync();
        await api.GetAsync("/api/admin/metrics?agent=canary", TestApi.WrongToken).StatusAsync();
        await api.GetAsync("/canary").StatusAsync();

        // A figure is taken after its answer has gone out, so each may be a moment late.
        await Eventually.TrueAsync(() => ((string[])["created", "Refused", "unmatched"]).All(value => Taken().Exists(tag => tag.Value == value)));
        listener.Dispose();
        var taken = Taken();
        string[] names = [.. Routes.All.Select(route => route.Name), "unmatched"];
        Assert.Contains(taken, tag => tag.Value == "created");
        Assert.Contains(taken, tag => tag.Value == "Refused");
        Assert.All(taken.Where(tag => tag.Name == "route"), tag => Assert.Contains(tag.Value, names));
        Assert.DoesNotContain(taken, tag => tag.Value.Contains("canary", StringComparison.Ordinal));

        List<(string Instrument, string Name, string Value)> Taken()
        {
            lock (tags)
            {
                return [.. tags];
            }
        }

        void Collect(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> measured)
        {
            lock (tags)
            {
                foreach (var (name, value) in measured)
                {
                    tags.Add((instrument.Name, name, value?.ToString() ?? ""));
                }
            }
        }
    }
}
