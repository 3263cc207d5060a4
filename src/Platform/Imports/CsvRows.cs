using System.Collections.Frozen;
using CsvHelper;

namespace Nameplate.Platform.Imports;

/// <summary>Reads a CSV file row by row: UTF-8 with or without BOM; comma, semicolon or tab; RFC 4180 quoting. Memory does not grow with the file.</summary>
internal sealed class CsvRows : IDisposable
{
    const string NoHeader = "The file is empty. It needs a header row with the column names.";
    const int LargestRow = 1 << 20;

    readonly CsvReader reader;
    FrozenDictionary<string, int> columns = FrozenDictionary<string, int>.Empty;
    bool[] asked = [];
    CsvMalformedReason? malformed;
    int width;

    CsvRows(Stream content, char separator) => reader = CsvReader.Create(content, new CsvReaderOptions
    {
        Separator = separator, TrackLineNumbers = true, PoolStrings = true, MaxRecordSize = LargestRow, OnMalformedRecord = record => malformed = record.Reason,
    }, leaveOpen: true);

    public IReadOnlyCollection<string> Columns => columns.Keys;

    /// <summary>Values of other columns are passed over.</summary>
    public void Ask(IReadOnlyCollection<string> names) => asked = [.. Enumerable.Range(0, width).Select(i => names.Any(n => columns.TryGetValue(n, out var at) && at == i))];
    public long BytesRead => reader.ByteOffset;

    /// <returns>The reader standing behind the header, or one sentence that says why the file cannot be read.</returns>
    public static async Task<(CsvRows? Rows, string? Error)> Open(Stream content, CancellationToken ct)
    {
        if (await FirstLine(content, ct) is not { } header) return (null, NoHeader);
        content.Position = 0;
        var rows = new CsvRows(content, new[] { ',', ';', '\t' }.MaxBy(d => header.Count(c => c == d)));
        try { await rows.reader.ReadHeaderAsync(ct); }
        catch (CsvFormatException error) { return (null, $"The header row cannot be read: {error.Message}"); }
        rows.width = rows.reader.Headers.Count;
        Dictionary<string, int> named = new(StringComparer.Ordinal);
        foreach (var (name, i) in rows.reader.Headers.ToArray().Select((name, i) => (name.Trim().ToLowerInvariant(), i)))
            if (name.Length > 0 && !named.TryAdd(name, i)) return (null, $"The column “{name}” stands in the header twice. Remove one of them.");
        rows.columns = named.ToFrozenDictionary(StringComparer.Ordinal);
        return (rows, null);
    }

    public async Task<ImportRow?> Next(CancellationToken ct)
    {
        malformed = null;
        if (!await reader.ReadAsync(ct)) return null;
        var line = (int)reader.LineNumber;
        if (malformed is not null) return Broken(line, "a quote stands where it cannot", "put quotes around the whole value and double the quotes inside");
        if (reader.FieldCount != width) return Broken(line, $"has {reader.FieldCount} fields instead of {width}", "give every column a value, empty ones too, and put quotes around values that hold the delimiter");
        var values = new string?[width];
        for (var i = 0; i < values.Length; i++)
            if (asked[i]) values[i] = reader.GetString(i);
        return new ImportRow(line, columns, values);
    }

    ImportRow Broken(int line, string problem, string remedy)
    {
        var row = new ImportRow(line, columns, []);
        row.Refuse("", problem, remedy);
        return row;
    }

    static async Task<string?> FirstLine(Stream content, CancellationToken ct)
    {
        using var start = new StreamReader(content, leaveOpen: true);
        var first = new char[16 * 1024];
        var n = await start.ReadBlockAsync(first, ct);
        return first.AsSpan(0, n).TrimStart("\r\n") is { Length: > 0 } text ? (text.IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text).ToString() : null;
    }

    public void Dispose() => reader.Dispose();
}
