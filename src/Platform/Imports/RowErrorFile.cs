using System.Globalization;
using CsvHelper;

namespace Nameplate.Platform.Imports;

/// <summary>The CSV of refused rows: line, column, what is wrong, what would be right. It is made when the first row is refused.</summary>
/// <param name="open">Opens the file to read and write; it may hold what an interrupted run wrote.</param>
/// <param name="doneLine">Up to this line the rows are saved. What the file says of later ones is dropped, because they come again.</param>
internal sealed class RowErrorFile(Func<Stream> open, int doneLine) : IAsyncDisposable
{
    static readonly string[] Columns = ["line", "column", "problem", "remedy"];
    CsvWriter? csv;
    Stream? file;
    long kept;

    public async Task Write(IEnumerable<RowError> errors, CancellationToken ct)
    {
        kept = file?.Position ?? 0;
        foreach (var error in errors)
        {
            csv ??= await Open(ct);
            csv.WriteField(error.Line, default, CultureInfo.InvariantCulture);
            csv.WriteField(error.Column);
            csv.WriteField(error.Problem);
            csv.WriteField(error.Remedy);
            await csv.EndRecordAsync(ct);
        }
        if (csv is not null) await csv.FlushAsync(ct);
    }

    /// <summary>Goes on in the file of an interrupted run, also when no further row is refused.</summary>
    public async Task GoOn(CancellationToken ct) => csv ??= await Open(ct);

    /// <summary>Drops what was written last: its rows are taken once more.</summary>
    public async Task TakeBack(CancellationToken ct)
    {
        if (csv is null || file!.Position == kept) return;
        file.SetLength(kept);
        file.Position = kept;
        await file.FlushAsync(ct);
    }

    async Task<CsvWriter> Open(CancellationToken ct)
    {
        file = open();
        var end = doneLine == 0 ? 0 : await EndOfKept(file, ct);
        file.SetLength(end);
        file.Position = end;
        var writer = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: false);
        if (end > 0) return writer;
        foreach (var name in Columns) writer.WriteField(name);
        await writer.EndRecordAsync(ct);
        await writer.FlushAsync(ct);
        kept = file.Position;
        return writer;
    }

    async Task<long> EndOfKept(Stream file, CancellationToken ct)
    {
        if (file.Length == 0) return 0;
        using var reader = CsvReader.Create(file, new CsvReaderOptions { Separator = ',', HasHeader = false, OnMalformedRecord = _ => { } }, leaveOpen: true);
        if (!await reader.ReadAsync(ct) || reader.FieldCount != Columns.Length) return 0;
        while (await reader.ReadAsync(ct))
            if (reader.FieldCount != Columns.Length || !int.TryParse(reader.GetString(0), NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line > doneLine) return reader.ByteOffset;
        return file.Length;
    }

    public async ValueTask DisposeAsync() { if (csv is not null) await csv.DisposeAsync(); }
}
