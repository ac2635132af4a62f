namespace AgentMonitor.Ingest;

/// <summary>
/// One thing that is wrong with a record or a request: where (a JSON pointer into the record, "" for all of it), a
/// stable snake_case code, and a sentence a person can act on. It never repeats what was sent.
/// </summary>
public sealed record Fault(string Pointer, string Code, string Message);
