using System.Text;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>Writes one import file: RFC 4180 quoting, and the byte order mark, delimiter and line ends a maker's spreadsheet may have left.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly StreamWriter writer;
    private readonly char delimiter;
    private readonly string newLine;
    private readonly int columns;

    public CsvFile(string path, string header, char delimiter = ',', bool mark = false, string newLine = "\n")
    {
        writer = new(path, append: false, new UTF8Encoding(mark));
        (this.delimiter, this.newLine, columns) = (delimiter, newLine, header.Split(' ').Length);
        Row(header.Split(' '));
    }

    public void Row(params ReadOnlySpan<string?> cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns, nameof(cells));
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                writer.Write(delimiter);

            var cell = cells[i] ?? "";
            writer.Write(cell.AsSpan().IndexOfAny("\"\r\n,;\t") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        writer.Write(newLine);
    }

    public void Dispose() => writer.Dispose();
}
