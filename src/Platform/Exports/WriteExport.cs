using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Imports;

namespace Nameplate.Platform.Exports;

/// <summary>Streams an export: memory does not grow with it.</summary>
public sealed class WriteExport(IServiceProvider services, IEnumerable<ExportKind> kinds)
{
    const int Step = 1_000;

    public IEnumerable<string> Kinds => kinds.Select(k => k.Kind).Order(StringComparer.Ordinal);

    /// <param name="progress">Rows written, and about how many there are.</param>
    /// <returns>How many rows were written.</returns>
    public async Task<long> Handle(string kind, Stream output, Action<long, long> progress, CancellationToken ct)
    {
        var known = kinds.Single(k => k.Kind == kind);
        var export = (IExport)services.GetRequiredService(known.Type);
        var (rows, of) = (0L, await export.Count(ct));
        await using var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        foreach (var name in known.Columns.All) csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        await foreach (var row in export.Rows(ct))
        {
            foreach (var value in row) csv.WriteField(FormulaGuard.On(value));
            await csv.EndRecordAsync(ct);
            if (++rows % Step == 0) progress(rows, of);
        }
        await csv.FlushAsync(ct);
        return rows;
    }

    /// <summary>Everything on record of a kind, as CSV in the columns of its import.</summary>
    /// <remarks>
    /// Streamed, in the order of the natural keys. Importing the file into an empty brand gives the same records. A value that a spreadsheet would run as a formula has an apostrophe in front, which an import takes off again.
    /// </remarks>
    internal static IResult Api(HttpContext http, WriteExport export, CancellationToken ct)
    {
        var kind = http.GetEndpoint()!.Metadata.GetRequiredMetadata<ExportKind>().Kind;
        return TypedResults.Stream(output => export.Handle(kind, output, (_, _) => { }, ct), "text/csv; charset=utf-8", kind + ".csv");
    }
}
