namespace Nameplate.Platform.Access;

/// <summary>What a member of staff does for the brand. What each may do is declared by the modules, permission by permission.</summary>
public enum StaffRole { Owner, Manager, Support, Marketing, Quality, Finance, Compliance, Readonly }

public static class StaffRoles
{
    /// <summary>Everybody who works for the brand.</summary>
    public static readonly StaffRole[] All = Enum.GetValues<StaffRole>();
}
