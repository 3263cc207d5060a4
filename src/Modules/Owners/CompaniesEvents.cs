namespace Nameplate.Owners;

public enum CompanyStep { Added, Changed, Sites, Users, Units }

/// <summary>A company of business customers, its sites, its users, or where its units are became other than they were.</summary>
public sealed record CompanyChanged(Guid Company, CompanyStep Step)
{
    /// <summary>Which units came, moved or left.</summary>
    public IReadOnlyList<Guid>? Units { get; init; }
}
