using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AgentMonitor.Executions;
using AgentMonitor.State;

namespace AgentMonitor.Erasure;

/// <summary>
/// Which executions were erased, known by a keyed hash of their id only: what comes again under such an id is
/// recognised, and nobody without the key can tell which ids those were. In memory as a whole, 16 bytes each, since the
/// intake and the projection ask for every execution.
/// </summary>
/// <param name="keepsIds">
/// Whether an erased execution goes on under the id that it had, as where a document cannot be given another.
/// </param>
public sealed class ErasedIds(bool keepsIds = false)
{
    /// <summary>Of a key, in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>Of a hash, in bytes.</summary>
    public const int HashLength = 16;

    /// <summary>The document of settings that holds the key.</summary>
    public const string KeyName = "erasure-key";

    private const string NamePrefix = "erased-";

    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _hashes = [];
    private readonly Dictionary<string, NotedUser> _users = new(StringComparer.Ordinal);
    private long _turn;
    private volatile byte[]? _key;
    private volatile bool _any;
    private volatile int _version;

    public bool IsEmpty => !_any;

    /// <summary>Another number whenever more was erased.</summary>
    public int Version => _version;

    /// <summary>What a store finds of itself as it opens, before anything can come in.</summary>
    /// <param name="find">Finds one document by its kind and id.</param>
    /// <param name="list">All of a kind.</param>
    public void Load(Func<string, string, StateDocument?> find, Func<string, IReadOnlyList<StateDocument>> list)
    {
        if (find(StateKinds.Settings, KeyName) is { } key)
        {
            ErasureRecords.Load(this, key, list(StateKinds.Erased), list(StateKinds.ErasedExecutions));
        }
    }

    /// <summary>Until it is set, nothing was ever erased.</summary>
    public void UseKey(byte[] key) =>
        _key = key.Length == KeyLength ? key : throw new ArgumentException($"The key of erasure has {KeyLength} bytes.", nameof(key));

    /// <summary>What the execution is called now, if it was erased.</summary>
    public ExecutionId? Find(ExecutionId id)
    {
        if (IsEmpty)
        {
            return null;
        }

        var hash = Hash("execution", id.Value);
        lock (_gate)
        {
            if (!_hashes.Contains(Number(hash)))
            {
                return null;
            }
        }

        return keepsIds ? id : new ExecutionId(NamePrefix + Base64Url.EncodeToString(hash));
    }

    public byte[] HashOf(ExecutionId id) => Hash("execution", id.Value);

    public byte[] HashOfSession(string sessionId) => Hash("session", sessionId);

    /// <summary>A user's name among those who were forgotten.</summary>
    public string HashOfUser(string userId) => Convert.ToHexStringLower(Hash("user", userId));

    /// <summary>Hashes, one after the other.</summary>
    public void Add(ReadOnlySpan<byte> hashes)
    {
        lock (_gate)
        {
            var before = _hashes.Count;
            for (; hashes.Length >= HashLength; hashes = hashes[HashLength..])
            {
                _hashes.Add(Number(hashes));
            }

            _version += _hashes.Count > before ? 1 : 0;
            _any = _hashes.Count > 0;
        }
    }

    public bool Contains(ReadOnlySpan<byte> hash)
    {
        lock (_gate)
        {
            return _hashes.Contains(Number(hash));
        }
    }

    /// <summary>Grows whenever somebody is found to be forgotten, or to have been.</summary>
    public long Turn
    {
        get
        {
            lock (_gate)
            {
                return _turn;
            }
        }
    }

    /// <summary>A user who is being forgotten, or was at <paramref name="until"/> the last time.</summary>
    public void Note(string userHash, DateTimeOffset until)
    {
        lock (_gate)
        {
            if (!_users.TryGetValue(userHash, out var noted) || noted.Until != until)
            {
                _users[userHash] = new NotedUser(until, ++_turn);
            }
        }
    }

    /// <summary>
    /// Whether the user is being forgotten, or was at any time since <see cref="Turn"/> was <paramref name="turn"/>: what
    /// a recount read before and what it compares it with may lie on both sides of that. No clock is asked, since an
    /// instance that forgets has another one than an instance that recounts.
    /// </summary>
    public bool WasForgottenSince(string userId, long turn)
    {
        lock (_gate)
        {
            if (_users.Count == 0)
            {
                return false;
            }
        }

        var hash = HashOfUser(userId);
        lock (_gate)
        {
            return _users.TryGetValue(hash, out var noted) && (noted.Until == DateTimeOffset.MaxValue || noted.Turn > turn);
        }
    }

    private byte[] Hash(string kind, string name)
    {
        var key = _key ?? throw new InvalidOperationException("There is no key of erasure yet.");
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{name}"))[..HashLength];
    }

    private static UInt128 Number(ReadOnlySpan<byte> hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);

    private readonly record struct NotedUser(DateTimeOffset Until, long Turn);
}
