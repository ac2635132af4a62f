namespace AgentMonitor.Sqlite;

/// <summary>The store cannot be opened; the message is a sentence for the person who started the program.</summary>
public sealed class StoreOpenException(string message, Exception? innerException = null)
    : Exception(message, innerException);
