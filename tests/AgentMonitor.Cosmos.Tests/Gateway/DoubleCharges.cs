namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>
/// Request units by the documented figures: a read of 1 KB is 1 and of 100 KB 10; a write of 1 KB about 5 and 0.2 for
/// each indexed term, of 4 KB 6.7, of 32 KB 11, of 64 KB 23; a replace twice a create; a patch 11.6. Between them it
/// interpolates, beyond them it goes on in the last slope. A query is not documented by formula: it is taken as 2.3,
/// and a tenth of a point read for each item that it loads; a refusal (404, 409, 412) as 1.
/// </summary>
public static class DoubleCharges
{
    public const double Refusal = 1;

    public const double Patch = 11.6;

    private static readonly (double KB, double Units)[] Writes = [(1, 5), (4, 6.7), (32, 11), (64, 23)];

    public static double Create(int bytes, int terms) => WriteBase(bytes / 1024.0) + (0.2 * terms);

    public static double Replace(int bytes, int terms) => 2 * Create(bytes, terms);

    public static double Read(int bytes) => 1 + (Math.Max(0, (bytes / 1024.0) - 1) * 9 / 99);

    public static double Query(IEnumerable<DoubleItem> loaded) => 2.3 + loaded.Sum(item => Read(item.Bytes) / 10);

    private static double WriteBase(double kilobytes)
    {
        for (var i = 1; i < Writes.Length; i++)
        {
            var (from, to) = (Writes[i - 1], Writes[i]);
            if (kilobytes <= to.KB || i == Writes.Length - 1)
            {
                return from.Units + (Math.Max(0, kilobytes - from.KB) * (to.Units - from.Units) / (to.KB - from.KB));
            }
        }

        return Writes[0].Units;
    }
}
