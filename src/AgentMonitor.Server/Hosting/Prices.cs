using AgentMonitor.Costs;
using AgentMonitor.Server.Commands;
using AgentMonitor.Server.Settings;

namespace AgentMonitor.Server.Hosting;

/// <summary>The price table: the built-in one, with what the settings add to it.</summary>
internal static class Prices
{
    public static PriceTable Read(MonitorSettings settings)
    {
        try
        {
            return settings.Prices.ToTable();
        }
        catch (InvalidDataException exception)
        {
            throw new CommandFailedException($"AgentMonitor:Prices cannot be used. {exception.Message}", exception);
        }
    }
}
