using System.Buffers.Text;
using System.Globalization;
using System.Text;
using AgentMonitor.Cosmos.Documents;
using AgentMonitor.Executions;
using AgentMonitor.Projection;

namespace AgentMonitor.Cosmos.Views;

/// <summary>
/// The text that lists sort by: receipt, then the number of the change, then its shard; so each change has one place,
/// the same however often it is delivered. A cursor is such a place.
/// </summary>
internal static class ListOrder
{
    private const int Length = 19 + 1 + 19 + 1 + 4;

    /// <summary>After every place there is.</summary>
    public const string Newest = "~";

    public static string Of(FeedItem item) => string.Create(
        CultureInfo.InvariantCulture, $"{item.Execution.ReceivedAt.UtcTicks:D19}-{item.Lsn:D19}-{item.Shard:D4}");

    /// <summary>
    /// The place among what runs, which is asked of the executions themselves: no query says the number of a change, so of
    /// those received at one instant the ids decide.
    /// </summary>
    public static string Of(Execution running) => string.Create(
        CultureInfo.InvariantCulture,
        $"{running.ReceivedAt.UtcTicks:D19}-{ShardHash.Of(running.Id) & long.MaxValue:D19}-{0:D4}");

    /// <summary>Before everything received at this instant or later.</summary>
    public static string Of(DateTimeOffset instant) => string.Create(
        CultureInfo.InvariantCulture, $"{instant.UtcTicks:D19}-{0:D19}-{0:D4}");

    public static DateTimeOffset ReceivedAt(string order) =>
        new(long.Parse(order.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public static string ToCursor(string order) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(order));

    public static string FromCursor(string cursor)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (cursor.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written)
            || written != Length)
        {
            throw new InvalidCursorException();
        }

        var order = Encoding.ASCII.GetString(bytes);
        return IsOrder(order) ? order : throw new InvalidCursorException();
    }

    private static bool IsOrder(string order) =>
        order[19] == '-' && order[39] == '-'
        && long.TryParse(order.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTimeOffset.MaxValue.Ticks
        && order.All(sign => char.IsAsciiDigit(sign) || sign == '-');
}
