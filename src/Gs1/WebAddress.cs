using System.Buffers;

namespace Nameplate.Gs1;

/// <summary>Takes an http(s) URI apart without changing a character of it, which <see cref="Uri"/> would.</summary>
internal static class WebAddress
{
    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:[]");

    public static bool TrySplit(ReadOnlySpan<char> uri, out ReadOnlySpan<char> path, out ReadOnlySpan<char> query)
    {
        path = query = default;
        var schemeEnd = uri.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0
            || !(uri[..schemeEnd].Equals("https", StringComparison.OrdinalIgnoreCase) || uri[..schemeEnd].Equals("http", StringComparison.OrdinalIgnoreCase)))
            return false;

        var rest = uri[(schemeEnd + 3)..];
        var fragmentAt = rest.IndexOf('#');
        if (fragmentAt >= 0)
            rest = rest[..fragmentAt];
        var queryAt = rest.IndexOf('?');
        if (queryAt >= 0)
        {
            query = rest[queryAt..];
            rest = rest[..queryAt];
        }

        var pathAt = rest.IndexOf('/');
        if (pathAt <= 0 || rest[..pathAt].ContainsAnyExcept(HostCharacters))
            return false;

        path = rest[pathAt..];
        return true;
    }
}
