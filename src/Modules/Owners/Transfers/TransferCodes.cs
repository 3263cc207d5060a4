using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Nameplate.Owners.Transfers;

/// <summary>The code a seller hands on: 8 of 32 symbols. It counts for one unit, once, and ends after ten wrong tries, so nobody guesses it.</summary>
internal sealed class TransferCodes(IDataProtectionProvider protection)
{
    // without letters and digits that are mistaken for one another
    const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ123456789";
    const int Length = 8;
    readonly IDataProtector seal = protection.CreateProtector("transfer codes");

    /// <returns>As it is kept.</returns>
    public string New() => seal.Protect(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>As people read it: in two groups.</summary>
    public string Read(string kept) => seal.Unprotect(kept).Insert(Length / 2, "-");

    public bool IsRight(string kept, string? typed) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(seal.Unprotect(kept)), Encoding.ASCII.GetBytes(Plain(typed)));

    /// <summary>As people type it: in small letters, with blanks and dashes, and with an I or an L where a 1 stands.</summary>
    internal static string Plain(string? typed)
    {
        var plain = string.Concat((typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c is 'I' or 'L' ? '1' : c));
        return plain.Length == Length ? plain : new string('-', Length);
    }
}
