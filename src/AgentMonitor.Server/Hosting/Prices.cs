using AgentMonitor.Costs;
using AgentMonitor.Server.Commands;
using AgentMonitor.Server.Settings;

namespace AgentMonitor.Server.Hosting;

/// <summary>The price book: the built-in table, with what the settings add to it.</summary>
internal static class Prices
{
    public static PriceBook Read(MonitorSettings settings)
    {
        try
        {
            return new PriceBook(settings.Prices.ToTable());
        }
        catch (InvalidDataException exception)
        {
            throw new CommandFailedException($"AgentMonitor:Prices cannot be used. {exception.Message}", exception);
        }
    }
}
