using AgentMonitor.Executions;
using AgentMonitor.Rollups;

namespace AgentMonitor.Projection;

/// <summary>
/// What of an execution decides some of its cells: executions that share a facet add to the same ones. It holds the
/// finest bucket those cells are kept for, so a page's executions of one facet are folded once for all of them.
/// </summary>
/// <param name="Name">Whom the facet is of; <see cref="FacetKind"/> says who that is.</param>
/// <param name="Beside">What those cells are told apart by besides the name.</param>
internal readonly record struct Facet(
    FacetKind Kind, TimeBucket Bucket, string? Name = null, string? Beside = null, string? Model = null, string? Label = null)
{
    /// <summary>How many minutes lie between beginning and end, for <see cref="FacetKind.Presence"/>.</summary>
    public int Minutes { get; init; }

    /// <summary>What any of its cells keeps.</summary>
    public CellParts Parts => Kind switch
    {
        FacetKind.Traffic => CellParts.Latency | CellParts.Users | CellParts.Sessions,
        FacetKind.Presence => CellParts.Presence,
        FacetKind.User => CellParts.Latency | CellParts.Sessions,
        FacetKind.Audience => CellParts.Users | CellParts.Sessions,
        _ => CellParts.Users,
    };
}

internal enum FacetKind
{
    /// <summary>Agent and model, by minute; <see cref="Facet.Name"/> is the agent.</summary>
    Traffic,

    /// <summary>From when to when: the minute of the end, and how many there are between.</summary>
    Presence,

    /// <summary>One user's agent and model, by hour.</summary>
    User,

    /// <summary>A fingerprint's agent, by hour.</summary>
    Error,

    /// <summary>A feature's variant, by quarter of an hour, whose first minute is the bucket.</summary>
    Feature,

    /// <summary>A region's language, by hour; either may be missing.</summary>
    Audience,
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
        facets.Add(new Facet(FacetKind.Traffic, minute, execution.AgentName, Model: execution.Model));
        facets.Add(new Facet(FacetKind.Presence, minute) { Minutes = contribution.MinutesUnderWay });
        var hour = TimeBucket.Of(Grain.Hour, minute.Start);
        if (execution.UserId is { } user)
        {
            facets.Add(new Facet(FacetKind.User, hour, user, execution.AgentName, execution.Model));
        }

        if (execution.Status.IsError() && execution.ErrorFingerprint is { } fingerprint)
        {
            var title = execution.Erased?.ErrorTitle
                ?? _titles.Of((ErrorFingerprint.KindOf(execution.Status, execution.ErrorType), execution.ErrorMessage));
            facets.Add(new Facet(FacetKind.Error, hour, fingerprint, execution.AgentName, Label: title));
        }

        if (execution.Feature is { } feature)
        {
            facets.Add(new Facet(FacetKind.Feature, QuarterOf(minute), feature, execution.Variant));
        }

        if (execution.Region is not null || execution.Language is not null)
        {
            facets.Add(new Facet(FacetKind.Audience, hour, execution.Region, execution.Language));
        }
    }

    private static TimeBucket QuarterOf(TimeBucket minute) =>
        minute with { Start = minute.Start.AddMinutes(-(minute.Start.Minute % Contribution.QuarterMinutes)) };
}
