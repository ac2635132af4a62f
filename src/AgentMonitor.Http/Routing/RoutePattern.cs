namespace AgentMonitor.Http.Routing;

/// <summary>Whether a path is one of a pattern's, as far as the 404 and 405 answers need to know.</summary>
internal static class RoutePattern
{
    public static bool Matches(string pattern, string path)
    {
        var wanted = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var given = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < wanted.Length; index++)
        {
            if (wanted[index].StartsWith("{**", StringComparison.Ordinal))
            {
                return true;
            }

            var isParameter = wanted[index].StartsWith('{');
            if (index >= given.Length
                || (!isParameter && !wanted[index].Equals(given[index], StringComparison.OrdinalIgnoreCase)))
            {
                return false;
            }
        }

        return wanted.Length == given.Length;
    }
}
