namespace AgentMonitor.Http.Admin;

/// <summary>Which page of a list is asked for.</summary>
internal readonly record struct PageQuery(string? Cursor, int Limit)
{
    public const int Most = 200;

    private const int LongestCursor = 1024;

    public static PageQuery Read(QueryReader query, int otherwise)
    {
        var limit = query.Integer("limit", otherwise, 1, Most);
        return new PageQuery(query.Text("cursor", LongestCursor), limit);
    }
}
