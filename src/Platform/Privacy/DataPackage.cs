using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Privacy;

/// <summary>A person's data as a file to keep: one JSON for programs, a CSV for each part for people, and a word about both (GDPR Art. 15 and 20).</summary>
public static class DataPackage
{
    public const string ContentType = "application/zip", Name = "my-data.zip";
    static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<byte[]> Write(IReadOnlyList<PersonalPart> parts, string brand, DateTimeOffset now, IStringLocalizer words, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await Add(zip, "README.txt", Encoding.UTF8.GetBytes(words["Package.Readme", brand, now.Long()].Value + "\n"), ct);
            await Add(zip, "data.json", JsonSerializer.SerializeToUtf8Bytes(Json(parts), Pretty), ct);
            foreach (var part in parts) await Add(zip, part.Name + ".csv", await Csv(part, ct), ct);
        }
        return bytes.ToArray();
    }

    /// <summary>Each part as a list of its rows.</summary>
    public static Dictionary<string, object> Json(IReadOnlyList<PersonalPart> parts) =>
        parts.ToDictionary(p => p.Name, object (p) => p.Rows.Select(r => p.Columns.Zip(r).ToDictionary(c => c.First, c => Plain(c.Second))).ToList());

    static object? Plain(object? value) => value switch { Enum e => Snake.Case(e.ToString()), DateTimeOffset at => at.UtcDateTime, _ => value };

    static async Task Add(ZipArchive zip, string name, byte[] content, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(ct);
        await entry.WriteAsync(content, ct);
    }

    static async Task<byte[]> Csv(PersonalPart part, CancellationToken ct)
    {
        using var file = new MemoryStream();
        await using (var csv = CsvFile.To(file))
        {
            foreach (var column in part.Columns) csv.WriteField(column);
            await csv.EndRecordAsync(ct);
            foreach (var row in part.Rows)
            {
                foreach (var value in row) csv.WriteField(Text(value) ?? "");
                await csv.EndRecordAsync(ct);
            }
            await csv.FlushAsync(ct);
        }
        return file.ToArray();
    }

    static string? Text(object? value) => Plain(value) switch { DateTime at => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), var plain => Convert.ToString(plain, CultureInfo.InvariantCulture) };
}
