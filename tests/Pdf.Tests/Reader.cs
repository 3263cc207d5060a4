using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nameplate.Pdf.Tests;

/// <summary>Reads a file as others do: poppler's tools, and the table of objects by hand.</summary>
static partial class Reader
{
    public static async Task<byte[]> Write(About about, params Page[] pages)
    {
        var stream = new MemoryStream();
        var file = new PdfFile(stream, about);
        foreach (var page in pages) await file.Add(page);
        await file.End();
        return stream.ToArray();
    }

    /// <summary>Every entry of the cross-reference table leads to the object of its number.</summary>
    public static void Holds(byte[] file)
    {
        var text = Encoding.Latin1.GetString(file);
        var start = int.Parse(StartForm().Match(text).Groups["at"].Value, CultureInfo.InvariantCulture);
        var lines = text[start..].Split('\n');
        Assert.Equal("xref", lines[0]);
        var count = int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture);
        for (var n = 1; n < count; n++) Assert.StartsWith($"{n} 0 obj\n", text[int.Parse(lines[2 + n][..10], CultureInfo.InvariantCulture)..][..20], StringComparison.Ordinal);
        Assert.Equal("trailer", lines[2 + count]);
    }

    /// <summary>What a tool of poppler prints; a complaint about the file fails.</summary>
    public static async Task<string> Run(string tool, byte[] file, params string[] arguments)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
            foreach (var argument in arguments) start.ArgumentList.Add(argument == "FILE" ? path : argument);
            using var process = Process.Start(start)!;
            var (output, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            Assert.Equal("", await complaint);
            return await output;
        }
        finally { File.Delete(path); }
    }

    public static Task<string> Text(byte[] file) => Run("pdftotext", file, "-layout", "-enc", "UTF-8", "FILE", "-");

    [GeneratedRegex(@"startxref\n(?<at>\d+)\n%%EOF\n$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex StartForm();
}
