using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nameplate.Tests.Platform.Files;

/// <summary>A store that speaks as much S3 as files need, on the loopback. Signatures are not looked at.</summary>
public sealed class Bucket : IAsyncDisposable
{
    readonly WebApplication app;
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);
    public bool OutOfOrder { get; set; }
    public string Url => app.Urls.First();

    Bucket(WebApplication app) => this.app = app;

    public static async Task<Bucket> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var bucket = new Bucket(builder.Build());
        bucket.app.Urls.Add("http://127.0.0.1:0");
        bucket.app.Run(bucket.Answer);
        await bucket.app.StartAsync();
        return bucket;
    }

    async Task Answer(HttpContext http)
    {
        var key = http.Request.Path.Value!.TrimStart('/');
        if (OutOfOrder) { http.Response.StatusCode = 500; return; }
        switch (http.Request.Method)
        {
            case "PUT":
                using (var bytes = new MemoryStream())
                {
                    await http.Request.Body.CopyToAsync(bytes);
                    Objects[key] = bytes.ToArray();
                }
                http.Response.Headers.ETag = Tag(Objects[key]);
                break;
            case "GET" when Objects.TryGetValue(key, out var bytes):
                var from = http.Request.Headers.Range.ToString() is { Length: > 0 } range ? int.Parse(range[6..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
                if (from > 0) http.Response.StatusCode = 206;
                http.Response.Headers.ETag = Tag(bytes);
                http.Response.ContentLength = bytes.Length - from;
                await http.Response.Body.WriteAsync(bytes.AsMemory(from));
                break;
            case "DELETE":
                Objects.TryRemove(key, out _);
                http.Response.StatusCode = 204;
                break;
            default:
                http.Response.StatusCode = 404;
                break;
        }
    }

    static string Tag(byte[] bytes) => $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
