using CsvHelper;

namespace Nameplate.Platform.Web;

/// <summary>Files of rows that people open in a spreadsheet.</summary>
public static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>Writes RFC 4180 in UTF-8; a text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    public static CsvWriter To(Stream file, bool leaveOpen = true) => CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen);
}
