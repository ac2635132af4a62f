namespace AgentMonitor.Cosmos;

/// <summary>
/// Every query there is. Values travel as parameters, never inside the text. Each asks one partition, except the
/// three of what is running and that of all users of a day, which ask them all: about 3 RU for each physical partition,
/// and what the documents they answer with cost.
/// </summary>
internal static class CosmosQueries
{
    public const string RollupRange = "SELECT * FROM c WHERE c.start >= @from AND c.start < @to";

    public const string UserDay = "SELECT * FROM c WHERE c.start = @start AND STARTSWITH(c.scope, 'user:')";

    public const string Listed = "SELECT TOP @limit * FROM c WHERE c.order < @before ORDER BY c.order DESC";

    public const string ListedInSession =
        "SELECT TOP @limit * FROM c WHERE c.session = @session AND c.order < @before ORDER BY c.order DESC";

    public const string ListedByFingerprint =
        "SELECT TOP @limit * FROM c WHERE c.fingerprint = @fingerprint AND c.order < @before ORDER BY c.order DESC";

    public const string Recent =
        "SELECT TOP @limit * FROM c WHERE c.least < @before AND c.order < @under ORDER BY c.order DESC";

    public const string ListedOfUser =
        "SELECT TOP @limit * FROM c WHERE c.user = @user AND c.order < @before ORDER BY c.order DESC";

    /// <summary>Counted in the index, without loading a document: some 3 RU for each list, and little more for very many.</summary>
    public const string CountSeen = "SELECT VALUE COUNT(1) FROM c WHERE c.order >= @from";

    public const string CountNew =
        "SELECT VALUE COUNT(1) FROM c WHERE c.first >= @first AND c.first < @before AND c.order >= @from";

    /// <summary>Loads the sessions of the last 30 minutes: about 1 RU for 20 of them.</summary>
    public const string LiveSessions = "SELECT c.language, c.first, c.last FROM c WHERE c.order >= @from";

    public const string EscalationsOfState =
        "SELECT TOP @limit * FROM c WHERE c.state = @state AND c.order < @before ORDER BY c.order DESC";

    /// <summary>Counted in the index: some 3 RU, however many were resolved.</summary>
    public const string CountResolved = "SELECT VALUE COUNT(1) FROM c WHERE c.state = 'resolved' AND c.order < @before";

    /// <summary>Loads what is open and what is a day old: about 1 RU for 20 of them.</summary>
    public const string OpenOrNewEscalations =
        "SELECT c.state, c.severity, c.raised, c.taken FROM c WHERE c.state IN ('pending', 'in_progress') OR c.order >= @from";

    public const string Whole = "SELECT * FROM c";

    public const string Letters = "SELECT TOP @limit * FROM c ORDER BY c.order DESC";

    public const string LetterIds = "SELECT c.id FROM c";

    public const string LetterIdsWithin = "SELECT c.id FROM c WHERE c.lsn >= @first AND c.lsn <= @last";

    public const string OpenLetterIds = "SELECT c.id FROM c WHERE c.requeued = false";

    public const string AllRunning = "SELECT c.agent, c.id, c.shard FROM c WHERE c.agent >= ''";

    /// <summary>The same with what each says of itself, for the list of what runs: about 1 RU more for each.</summary>
    public const string AllStarts = "SELECT c.start FROM c WHERE c.agent >= ''";

    public const string AllOverdue = "SELECT * FROM c WHERE c.deadline < @now";

    /// <summary>The predicate of the patch that finishes an execution: it can only ever succeed once.</summary>
    public const string StillRunning = "FROM c WHERE c.status = 'running'";
}
