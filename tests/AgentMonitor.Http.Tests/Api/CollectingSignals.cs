using System.Text;
using AgentMonitor.Live;

namespace AgentMonitor.Http.Tests.Api;

/// <summary>Keeps what browsers would have been told: the type, then the data.</summary>
internal sealed class CollectingSignals : ILiveSignals
{
    public List<string> Told { get; } = [];

    public void Publish(LiveSignal signal) => Told.Add($"{signal.Type} {Encoding.UTF8.GetString(signal.Utf8Json.Span)}");
}
