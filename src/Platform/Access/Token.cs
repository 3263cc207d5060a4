using System.Security.Cryptography;
using System.Text;

namespace Nameplate.Platform.Access;

/// <summary>Secrets that are handed out once and kept only as their hash.</summary>
public static class Token
{
    const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>32 characters, 186 random bits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, 32);

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
