namespace AgentMonitor.TestKit;

/// <summary>A store whose documents can be damaged as disks and people do it, behind everybody's back.</summary>
public interface IDamageable
{
    /// <summary>How many documents there are to choose from.</summary>
    int Count { get; }

    void Damage(int which, DamageKind kind);
}

public enum DamageKind
{
    /// <summary>Its bytes end half-way.</summary>
    Cut,

    /// <summary>Its bytes are somebody else's.</summary>
    Overwritten,

    /// <summary>It is gone, version and all.</summary>
    Lost,
}
