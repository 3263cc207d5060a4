using System.Text;

namespace Nameplate.Resolver.Taps;

/// <summary>What an NFC tag that signs puts into the query of its address at each read.</summary>
/// <param name="Before">The address from its path to where the signature stands.</param>
internal sealed record TapQuery(string? Uid, string? Counter, string? Sealed, string Signature, string Before)
{
    /// <summary>Takes it out of the query: it is checked, and goes no further.</summary>
    /// <param name="query">With its question mark; without what was taken out, when this returns something.</param>
    /// <returns>Null where no tag says anything, as in nearly every scan.</returns>
    public static TapQuery? TakeFrom(string path, ref string query)
    {
        if (!query.Contains("cmac=", StringComparison.Ordinal)) return null;
        string? uid = null, counter = null, encrypted = null, signature = null;
        var (left, before) = (new StringBuilder(), "");
        for (var at = 0; at < query.Length;)
        {
            var end = query.AsSpan(at + 1).IndexOfAny('&', ';') is >= 0 and var next ? at + 1 + next : query.Length;
            var part = query.AsSpan(at + 1, end - at - 1);
            if (Value(part, "uid=") is { } u) uid ??= u;
            else if (Value(part, "ctr=") is { } c) counter ??= c;
            else if (Value(part, "picc_data=") is { } s) encrypted ??= s;
            else if (Value(part, "cmac=") is { } m)
            {
                if (signature is null) before = string.Concat(path, query.AsSpan(0, end - m.Length));
                signature ??= m;
            }
            else left.Append(left.Length == 0 ? '?' : query[at]).Append(part);
            at = end;
        }
        if (signature is null) return null;      // something else that ends in “cmac=”
        query = left.Length > 1 ? left.ToString() : "";
        return new(uid, counter, encrypted, signature, before);
    }

    static string? Value(ReadOnlySpan<char> part, string name) => part.StartsWith(name, StringComparison.Ordinal) ? part[name.Length..].ToString() : null;
}
