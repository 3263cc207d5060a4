using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nameplate.Resolver.Scans.Places;

/// <summary>Says where an address is, by the operator's file, which is read again when it changes. An address is looked up and forgotten.</summary>
internal sealed partial class PlaceBook(IOptions<PlaceSettings> settings, ILogger<PlaceBook> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(3);      // a mounted file tells nobody that it was changed

    volatile PlaceTable table = PlaceTable.Empty;
    (DateTime, long) read;

    public Place? Of(IPAddress? address) => table.Of(address);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Value.Ranges is not { Length: > 0 } path) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Refresh(new FileInfo(path), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Look, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A file that is not right changes nothing: what was read before stays.</summary>
    async Task Refresh(FileInfo file, CancellationToken ct)
    {
        var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        if (now == read) return;
        read = now;
        try
        {
            await using var content = file.OpenRead();
            table = await ReadPlaces.From(content, ct);
            Known(table.Ranges, table.Countries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or CsvHelper.CsvFormatException) { NotRead(file.FullName, error.Message); }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Ranges} ranges of addresses in {Countries} countries are known.")]
    partial void Known(int ranges, int countries);

    [LoggerMessage(Level = LogLevel.Error, Message = "The ranges of addresses in {File} were not taken over: {Reason}")]
    partial void NotRead(string file, string reason);
}
