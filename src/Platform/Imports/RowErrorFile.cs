using System.Globalization;
using CsvHelper;

namespace Nameplate.Platform.Imports;

/// <summary>The CSV of refused rows: line, column, what is wrong, what would be right. It is made when the first row is refused.</summary>
internal sealed class RowErrorFile(Func<Stream> open) : IAsyncDisposable
{
    CsvWriter? csv;

    public async Task Write(IEnumerable<RowError> errors, CancellationToken ct)
    {
        foreach (var error in errors)
        {
            if (csv is null)
            {
                csv = CsvWriter.Create(open(), new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: false);
                foreach (var name in (string[])["line", "column", "problem", "remedy"]) csv.WriteField(name);
                await csv.EndRecordAsync(ct);
            }
            csv.WriteField(error.Line, default, CultureInfo.InvariantCulture);
            csv.WriteField(error.Column);
            csv.WriteField(error.Problem);
            csv.WriteField(error.Remedy);
            await csv.EndRecordAsync(ct);
        }
        if (csv is not null) await csv.FlushAsync(ct);
    }

    public async ValueTask DisposeAsync() { if (csv is not null) await csv.DisposeAsync(); }
}
