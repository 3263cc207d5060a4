using Microsoft.AspNetCore.Identity;

namespace Nameplate.Platform.Access.Passwords;

/// <summary>Compares and keeps passwords, by Identity's PBKDF2 with HMAC-SHA512.</summary>
internal sealed class StaffPasswords(IPasswordHasher<StaffMember> hasher)
{
    /// <summary>The OWASP password storage cheat sheet asks for 210,000 (2023) to 220,000 (2025) rounds of PBKDF2-HMAC-SHA512.</summary>
    public const int Rounds = 220_000;

    static readonly Lazy<string> Nobody = new(() => new PasswordHasher<StaffMember>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = Rounds })).HashPassword(new(), Token.New()));

    /// <summary>Takes as long for nobody, and for somebody without a password, as for a wrong one.</summary>
    public bool Match(StaffMember? member, string? password)
    {
        var given = password is { Length: <= 4 * PasswordRule.Longest } ? PasswordRule.Plain(password) : "";
        var result = hasher.VerifyHashedPassword(member ?? new(), member?.PasswordHash ?? Nobody.Value, given);
        if (result == PasswordVerificationResult.SuccessRehashNeeded) member!.PasswordHash = hasher.HashPassword(member, given);
        return member?.PasswordHash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>The caller saves.</summary>
    public void Set(StaffMember member, string password) => member.PasswordHash = hasher.HashPassword(member, PasswordRule.Plain(password));
}
