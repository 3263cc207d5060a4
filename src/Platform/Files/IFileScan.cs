using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Files;

/// <summary>Looks at a file somebody sent before it is kept.</summary>
public interface IFileScan
{
    /// <returns>False when the file must not be kept.</returns>
    Task<bool> IsClean(byte[] content, string contentType, CancellationToken ct);
}

/// <summary>Configuration section <c>Files:Scan</c>: a program or an address that looks at files. With neither, every file that is what it says is kept.</summary>
public sealed class ScanSettings
{
    /// <summary>A program that gets the file on its standard input, such as <c>clamdscan</c>; ends with 0: clean, anything else: refused.</summary>
    public string? Command { get; init; }
    /// <summary>Its arguments, such as <c>-</c>.</summary>
    public string Arguments { get; init; } = "";
    /// <summary>An address that gets the file as the body of a POST; 2xx: clean, 4xx: refused, anything else: it could not be looked at.</summary>
    public string? Url { get; init; }
    public int TimeoutSeconds { get; init; } = 20;
}

/// <summary>Asks the configured scanner. One that cannot be asked refuses: what nobody looked at is not kept.</summary>
internal sealed class ConfiguredScan(IOptions<ScanSettings> settings, IHttpClientFactory clients) : IFileScan
{
    public async Task<bool> IsClean(byte[] content, string contentType, CancellationToken ct)
    {
        var scan = settings.Value;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(TimeSpan.FromSeconds(scan.TimeoutSeconds));
        try
        {
            if (scan.Command is { Length: > 0 } && !await ByCommand(scan, content, end.Token)) return false;
            return scan.Url is not { Length: > 0 } url || await ByAddress(url, content, contentType, end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return false; }
        catch (Exception error) when (error is HttpRequestException or IOException or System.ComponentModel.Win32Exception) { return false; }
    }

    static async Task<bool> ByCommand(ScanSettings scan, byte[] content, CancellationToken ct)
    {
        using var program = Process.Start(new ProcessStartInfo(scan.Command!, scan.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (said, complained) = (program.StandardOutput.ReadToEndAsync(ct), program.StandardError.ReadToEndAsync(ct));
        try
        {
            await program.StandardInput.BaseStream.WriteAsync(content, ct);
            program.StandardInput.Close();
        }
        catch (IOException) { /* it has seen enough; its exit code says what it found */ }
        try { await Task.WhenAll(said, complained, program.WaitForExitAsync(ct)); }
        catch (OperationCanceledException) { program.Kill(entireProcessTree: true); throw; }
        return program.ExitCode == 0;
    }

    async Task<bool> ByAddress(string url, byte[] content, string contentType, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var answer = await clients.CreateClient(nameof(ConfiguredScan)).SendAsync(request, ct);
        return answer.IsSuccessStatusCode;
    }
}
