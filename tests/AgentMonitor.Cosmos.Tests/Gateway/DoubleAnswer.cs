using System.Net;

namespace AgentMonitor.Cosmos.Tests.Gateway;

public sealed record DoubleAnswer(HttpStatusCode Status)
{
    public string? Body { get; init; }

    public string? ETag { get; init; }

    public int? SubStatus { get; init; }

    public int Range { get; init; }

    public long Lsn { get; init; }

    public long? ItemLsn { get; init; }

    public int? Count { get; init; }

    public string? Continuation { get; init; }

    public double Charge { get; init; } = 1;

    public static DoubleAnswer NotFound { get; } = new(HttpStatusCode.NotFound) { SubStatus = 0, Body = Message("NotFound") };

    public static DoubleAnswer Conflict { get; } = new(HttpStatusCode.Conflict) { Body = Message("Conflict") };

    public static DoubleAnswer Moved { get; } = new(HttpStatusCode.PreconditionFailed) { Body = Message("PreconditionFailed") };

    public static DoubleAnswer Gone { get; } = new(HttpStatusCode.Gone) { SubStatus = 1002, Body = Message("Gone") };

    public static DoubleAnswer Refuse(string what) =>
        new(HttpStatusCode.NotImplemented) { Body = $$"""{"code":"NotImplemented","message":"The double refuses this: {{what.Replace("\"", "'", StringComparison.Ordinal)}}."}""" };

    private static string Message(string code) => $$"""{"code":"{{code}}","message":"{{code}}"}""";
}
