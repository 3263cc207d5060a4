using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nameplate.Fuzz;

/// <summary>Who sends it.</summary>
public enum Door { Nobody, Key, Staff, Owner }

/// <summary>One request as bytes, or, where <paramref name="Import"/> names a kind, one file for the importer.</summary>
public sealed record Shot(string Origin, Door Door, string Method, byte[] Target, byte[] Body, string? Type = null, string? Header = null, string? Import = null)
{
    /// <summary>Text of one byte a character, so that nothing is lost on the way to bytes and back.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public override string ToString() => Import is not null
        ? $"import of {Import} ({Origin})\n{Quoted(Body)}"
        : $"{Method} {Quoted(Target)} as {Door} ({Origin}){(Type is null ? "" : $"\nContent-Type: {Type}")}{(Header is null ? "" : $"\n{Header}")}{(Body.Length == 0 ? "" : $"\n{Quoted(Body)}")}";

    static string Quoted(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes.AsSpan(0, Math.Min(bytes.Length, 4000))) _ = b is >= 32 and < 127 and not (byte)'\\' ? text.Append((char)b) : text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        return bytes.Length > 4000 ? $"{text}… ({bytes.Length} bytes)" : text.ToString();
    }
}

/// <summary>Speaks HTTP by hand: a client library would mend what is meant to be broken.</summary>
public static class Wire
{
    public sealed record Answer(int Status, string Head, string Body);

    public static async Task<Answer> Send(Uri server, Shot shot, string credentials, CancellationToken ct)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, server.Port, ct);
        await using var stream = client.GetStream();
        var head = $" HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n{credentials}{(shot.Header is null ? "" : shot.Header + "\r\n")}{(shot.Type is null ? "" : $"Content-Type: {shot.Type}\r\n")}{(shot.Method == "GET" ? "" : $"Content-Length: {shot.Body.Length}\r\n")}\r\n";
        byte[] request = [.. Shot.Bytes(shot.Method + " "), .. shot.Target, .. Encoding.Latin1.GetBytes(head), .. shot.Method == "GET" ? [] : shot.Body];
        try { await stream.WriteAsync(request, ct); }
        catch (IOException) { /* the server answers before it has read all, and hangs up */ }
        var answer = new MemoryStream();
        try { await stream.CopyToAsync(answer, ct); }
        catch (IOException) { /* what came until then counts */ }
        var text = Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return text.Length < 12 ? new(0, "", "") : new(int.TryParse(text.AsSpan(9, 3), CultureInfo.InvariantCulture, out var status) ? status : 0, end < 0 ? text : text[..end], end < 0 ? "" : text[(end + 4)..]);
    }
}
