using AgentMonitor.Server.Commands;
using AgentMonitor.Server.Delivery;

namespace AgentMonitor.Server.Replays;

/// <summary>A line about a replay every so often: rewritten in place on a terminal, every ten seconds elsewhere.</summary>
internal static class ReplayProgress
{
    public static Task ShowAsync(
        CommandSurroundings surroundings, PersistentDelivery delivery, Func<IProgress<ReplayTally>, Task> replay) =>
        surroundings.Console.Profile.Out.IsTerminal
            ? surroundings.Console.StartStatusAsync(replay, delivery)
            : replay(new Lines(surroundings, delivery));

    private static Task StartStatusAsync(
        this Spectre.Console.IAnsiConsole console, Func<IProgress<ReplayTally>, Task> replay, PersistentDelivery delivery) =>
        new Spectre.Console.Status(console).StartAsync("posting", context => replay(new StatusLine(context, delivery)));

    private static string Describe(ReplayTally tally, PersistentDelivery delivery) =>
        $"{tally.Accepted + tally.Duplicates} posted, {tally.PerSecond:0.0} a second, lag {tally.Lag.TotalSeconds:0.0} s, "
        + $"{tally.Rejected} rejected, {delivery.Retries} retries";

    private sealed class StatusLine(Spectre.Console.StatusContext context, PersistentDelivery delivery) : IProgress<ReplayTally>
    {
        public void Report(ReplayTally value) => context.Status = Describe(value, delivery);
    }

    private sealed class Lines(CommandSurroundings surroundings, PersistentDelivery delivery) : IProgress<ReplayTally>
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

        private TimeSpan _next = Every;

        public void Report(ReplayTally value)
        {
            if (value.Elapsed >= _next)
            {
                _next = value.Elapsed + Every;
                surroundings.Say(Describe(value, delivery));
            }
        }
    }
}
