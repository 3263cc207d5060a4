using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Nameplate.Platform.Imports;

/// <summary>Reads a CSV file row by row: UTF-8 with or without BOM; comma, semicolon or tab; RFC 4180 quoting. Memory does not grow with the file.</summary>
internal sealed class CsvRows : IDisposable
{
    readonly CsvReader reader;
    readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);
    bool bad;

    CsvRows(Stream content, char delimiter) => reader = new CsvReader(new StreamReader(content), new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(), BadDataFound = _ => bad = true, MissingFieldFound = null, MaxFieldSize = 100_000, CountBytes = true, IgnoreBlankLines = true,
    });

    public IReadOnlyCollection<string> Columns => columns.Keys;
    public long BytesRead => reader.Parser.ByteCount;

    /// <returns>The reader standing behind the header, or one sentence that says why the file cannot be read.</returns>
    public static async Task<(CsvRows? Rows, string? Error)> Open(Stream content, CancellationToken ct)
    {
        if (await FirstLine(content, ct) is not { } header) return (null, "The file is empty. It needs a header row with the column names.");
        var delimiter = new[] { ',', ';', '\t' }.MaxBy(d => header.Count(c => c == d));
        content.Position = 0;
        var rows = new CsvRows(content, delimiter);
        if (!await rows.reader.ReadAsync() || !rows.reader.ReadHeader()) return (null, "The file is empty. It needs a header row with the column names.");
        foreach (var (name, i) in rows.reader.HeaderRecord!.Select((name, i) => (name.Trim().Trim('\uFEFF').ToLowerInvariant(), i)))
            if (!rows.columns.TryAdd(name, i)) return (null, $"The column “{name}” stands in the header twice. Remove one of them.");
        return (rows, null);
    }

    public async Task<ImportRow?> Next()
    {
        bad = false;
        try { if (!await reader.ReadAsync()) return null; }
        catch (CsvHelperException) { return Broken("this line and the fields in it cannot be told apart", "put quotes around values that hold quotes or line breaks, and double the quotes inside"); }
        if (bad) return Broken("a quote stands where it cannot", "put quotes around the whole value and double the quotes inside");
        var values = reader.Parser.Record!;
        if (values.Length != columns.Count) return Broken($"has {values.Length} fields instead of {columns.Count}", "give every column a value, empty ones too, and put quotes around values that hold the delimiter");
        return new ImportRow(Line, columns, values);
    }

    // the line on which the row begins; a quoted value may span lines
    int Line => reader.Parser.RawRow - reader.Parser.RawRecord.AsSpan().TrimEnd("\r\n").Count('\n');

    ImportRow Broken(string problem, string remedy)
    {
        var row = new ImportRow(Line, columns, []);
        row.Refuse("", problem, remedy);
        return row;
    }

    static async Task<string?> FirstLine(Stream content, CancellationToken ct)
    {
        using var start = new StreamReader(content, leaveOpen: true);
        return await start.ReadLineAsync(ct) is { } line && line.Trim().Length > 0 ? line : null;
    }

    public void Dispose() => reader.Dispose();
}
