namespace Nameplate.Platform.Doctor;

public enum Grade { Ok, Warning, Fails }

/// <summary>One line of what <c>doctor</c> says.</summary>
/// <param name="Check">What was looked at, such as <c>mail</c>.</param>
/// <param name="Remedy">What to do about it; null when all is well.</param>
public sealed record Finding(string Check, Grade Grade, string Says, string? Remedy = null)
{
    public static Finding Ok(string check, string says) => new(check, Grade.Ok, says);
    public static Finding Warning(string check, string says, string remedy) => new(check, Grade.Warning, says, remedy);
    public static Finding Fails(string check, string says, string remedy) => new(check, Grade.Fails, says, remedy);
}

/// <summary>Looks at one thing an installation needs. Modules may add their own.</summary>
public interface IExamine
{
    /// <summary>What it looks at; says so when looking itself fails.</summary>
    string Check { get; }
    IAsyncEnumerable<Finding> Look(CancellationToken ct);
}
