using AgentMonitor.Rollups;
using AgentMonitor.Sessions;
using AgentMonitor.Users;

namespace AgentMonitor.Sqlite.Views.Sightings;

/// <summary>
/// Users and sessions as their rows hold them: a version, then the members in a fixed order, optional ones behind a
/// byte that says whether they are there. What cannot be read is as if it were not there.
/// </summary>
internal static class SightingBytes
{
    private const byte Version = 1;

    public static void Write(SeenUser user, CompactWriter into)
    {
        into.Clear();
        into.WriteUnsigned(Version);
        into.WriteString(user.UserId);
        Write(user.FirstSeenAt, into);
        Write(user.LastSeenAt, into);
        Write(user.Agent, into);
        Write(user.Name, into);
        Write(user.Region, into);
    }

    public static void Write(Session session, CompactWriter into)
    {
        into.Clear();
        into.WriteUnsigned(Version);
        into.WriteString(session.SessionId);
        Write(session.FirstActivityAt, into);
        Write(session.LastActivityAt, into);
        Write(session.Agent, into);
        Write(session.User, into);
        Write(session.UserName, into);
        Write(session.Language, into);
        Write(session.Region, into);
        Write(session.AddressHash, into);
        Write(session.UserAgent, into);
    }

    public static SeenUser? ReadUser(ReadOnlySpan<byte> body)
    {
        try
        {
            var bytes = Begin(body);
            var user = new SeenUser
            {
                UserId = bytes.ReadString(),
                FirstSeenAt = ReadInstant(ref bytes),
                LastSeenAt = ReadInstant(ref bytes),
                Agent = ReadLatest(ref bytes) ?? throw bytes.Invalid("it names no agent"),
                Name = ReadLatest(ref bytes),
                Region = ReadLatest(ref bytes),
            };
            bytes.ReadEnd();
            return user;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public static Session? ReadSession(ReadOnlySpan<byte> body)
    {
        try
        {
            var bytes = Begin(body);
            var session = new Session
            {
                SessionId = bytes.ReadString(),
                FirstActivityAt = ReadInstant(ref bytes),
                LastActivityAt = ReadInstant(ref bytes),
                Agent = ReadLatest(ref bytes) ?? throw bytes.Invalid("it names no agent"),
                User = ReadLatest(ref bytes),
                UserName = ReadLatest(ref bytes),
                Language = ReadLatest(ref bytes),
                Region = ReadLatest(ref bytes),
                AddressHash = ReadLatest(ref bytes),
                UserAgent = ReadLatest(ref bytes),
            };
            bytes.ReadEnd();
            return session;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static CompactReader Begin(ReadOnlySpan<byte> body)
    {
        var bytes = new CompactReader(body);
        return bytes.ReadUnsigned() == Version ? bytes : throw bytes.Invalid("it is of another version");
    }

    private static void Write(DateTimeOffset instant, CompactWriter into) => into.WriteUnsigned((ulong)instant.UtcTicks);

    private static void Write(Latest? latest, CompactWriter into)
    {
        into.WriteUnsigned(latest is null ? 0UL : 1UL);
        if (latest is { } value)
        {
            into.WriteString(value.Value);
            Write(value.At, into);
            into.WriteSigned(value.Sequence);
        }
    }

    private static DateTimeOffset ReadInstant(ref CompactReader bytes) =>
        new(bytes.ReadAtMost(DateTimeOffset.MaxValue.Ticks, "an instant"), TimeSpan.Zero);

    private static Latest? ReadLatest(ref CompactReader bytes) =>
        bytes.ReadAtMost(1, "whether a value follows") == 0
            ? null
            : new Latest(bytes.ReadString(), ReadInstant(ref bytes), bytes.ReadSigned());
}
