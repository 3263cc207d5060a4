using System.Globalization;
using CsvHelper;

namespace Nameplate.Platform.Imports;

/// <summary>The CSV of refused rows: line, column, what is wrong, what would be right. It is made when the first row is refused.</summary>
internal sealed class RowErrorFile(Func<Stream> open) : IAsyncDisposable
{
    CsvWriter? csv;

    public async Task Write(IEnumerable<RowError> errors)
    {
        foreach (var error in errors)
        {
            if (csv is null)
            {
                csv = new CsvWriter(new StreamWriter(open()), CultureInfo.InvariantCulture);
                foreach (var name in (string[])["line", "column", "problem", "remedy"]) csv.WriteField(name);
                await csv.NextRecordAsync();
            }
            csv.WriteField(error.Line);
            csv.WriteField(error.Column);
            csv.WriteField(error.Problem);
            csv.WriteField(error.Remedy);
            await csv.NextRecordAsync();
        }
        if (csv is not null) await csv.FlushAsync();
    }

    public async ValueTask DisposeAsync() { if (csv is not null) await csv.DisposeAsync(); }
}
