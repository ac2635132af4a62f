using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// What of an execution decides some of its cells: executions that share a facet add to the same ones. It holds the
/// finest bucket those cells are kept for, so a page's executions of one facet are folded once for all of them.
/// </summary>
internal readonly record struct Facet(FacetKind Kind, TimeBucket Bucket, string Name, string? Agent, string? Model, string? Label);

internal enum FacetKind
{
    /// <summary>Agent and model, by minute; <see cref="Facet.Name"/> is the agent.</summary>
    Traffic,

    /// <summary>One user's agent and model, by hour.</summary>
    User,

    /// <summary>A fingerprint's agent, by hour.</summary>
    Error,
}

/// <summary>Takes executions apart into facets. Titles of errors are remembered: making one takes a dozen expressions.</summary>
internal sealed class Facets
{
    private const int RememberedTitles = 1024;

    private readonly Remembered<(string? Kind, string? Message), string> _titles =
        new(RememberedTitles, error => ErrorFingerprint.Title(error.Kind, error.Message));

    public void Collect(Contribution contribution, List<Facet> facets)
    {
        var execution = contribution.Execution;
        var minute = TimeBucket.Of(Grain.Minute, contribution.EndedAt);
        facets.Add(new Facet(FacetKind.Traffic, minute, execution.AgentName, null, execution.Model, null));
        var hour = TimeBucket.Of(Grain.Hour, minute.Start);
        if (execution.UserId is { } user)
        {
            facets.Add(new Facet(FacetKind.User, hour, user, execution.AgentName, execution.Model, null));
        }

        if (execution.Status.IsError() && execution.ErrorFingerprint is { } fingerprint)
        {
            var title = _titles.Of((ErrorFingerprint.KindOf(execution.Status, execution.ErrorType), execution.ErrorMessage));
            facets.Add(new Facet(FacetKind.Error, hour, fingerprint, execution.AgentName, null, title));
        }
    }
}
