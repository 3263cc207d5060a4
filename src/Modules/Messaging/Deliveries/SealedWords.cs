using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Nameplate.Messaging.Deliveries;

/// <summary>What lets its reader in lies sealed in the records until it has left.</summary>
internal sealed class SealedWords(IDataProtectionProvider protection)
{
    readonly IDataProtector seal = protection.CreateProtector("messages");

    public string Seal(string text) => seal.Protect(text);

    /// <returns>Null when the key is gone.</returns>
    public string? Open(string? text)
    {
        try { return text is null ? null : seal.Unprotect(text); }
        catch (CryptographicException) { return null; }
    }
}
