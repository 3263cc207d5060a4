using System.Text;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>RFC 4180 by the character, for any of the three delimiters: slow, plain, and not what the product reads with.</summary>
internal static class ReadCsv
{
    /// <summary>The rows after the header, by column name; an empty cell is not there.</summary>
    public static List<Dictionary<string, string>> Rows(string path)
    {
        var text = File.ReadAllText(path).TrimEnd('\n') + '\n';
        var header = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        var delimiter = new[] { ',', ';', '\t' }.MaxBy(candidate => header.Count(character => character == candidate));
        var records = Records(text, delimiter);
        return
        [
            .. records.Skip(1).Select(record => record
                .Select((cell, column) => (Name: records[0][column], Cell: cell))
                .Where(field => field.Cell.Length > 0)
                .ToDictionary(field => field.Name, field => field.Cell)),
        ];
    }

    private static List<List<string>> Records(string text, char delimiter)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (quoted && character == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || (character != delimiter && character is not '\r' and not '\n'))
            {
                cell.Append(character);
            }
            else if (character != '\r')
            {
                record.Add(cell.ToString());
                cell.Clear();
                if (character == '\n')
                {
                    records.Add(record);
                    record = [];
                }
            }
        }

        return records;
    }
}
