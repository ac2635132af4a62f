using System.Text.Json;

namespace AgentMonitor.Server.Folder;

/// <summary>The ingest keys: their names and what they hash to. The keys themselves are shown once and kept nowhere.</summary>
internal sealed record KeyRing(IReadOnlyList<IngestKey> IngestKeys)
{
    public static KeyRing Empty { get; } = new([]);

    public static KeyRing Read(DataFolder folder)
    {
        if (!File.Exists(folder.IngestKeys))
        {
            return Empty;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.IngestKeys), FolderJson.Default.KeyRing) ?? Empty;
        }
        catch (JsonException)
        {
            throw new FolderException($"{folder.IngestKeys} is damaged. Restore it, or delete it and create the ingest keys anew.");
        }
    }

    public bool Has(string name) => IngestKeys.Any(key => key.Name == name);

    public KeyRing With(IngestKey key) => new([.. IngestKeys, key]);

    public KeyRing Without(string name) => new([.. IngestKeys.Where(key => key.Name != name)]);

    public void Save(DataFolder folder) =>
        PrivateFile.Write(folder.IngestKeys, JsonSerializer.SerializeToUtf8Bytes(this, FolderJson.Default.KeyRing));
}

/// <summary>One sender's key by its SHA-256 (lower-case hex).</summary>
internal sealed record IngestKey(string Name, string Sha256, DateTimeOffset CreatedAt);
