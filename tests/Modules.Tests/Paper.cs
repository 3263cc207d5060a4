using System.Diagnostics;

namespace Nameplate.Tests;

/// <summary>Reads a PDF as its readers do: its text, and what a phone finds in its codes.</summary>
public static class Paper
{
    /// <summary>The text, as it stands on the sheet.</summary>
    public static Task<string> Text(byte[] pdf) => Run(pdf, "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-");

    /// <summary>What the codes on the first sheet say. Of many on one sheet the reader misses one or another, so it looks at several sizes.</summary>
    public static async Task<string[]> Codes(byte[] pdf)
    {
        var picture = Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString("n"));
        HashSet<string> found = [];
        foreach (var resolution in (string[])["120", "150", "200", "300"])
        {
            await Run(pdf, "pdftoppm", "-r", resolution, "-gray", "-png", "-singlefile", "FILE", picture);
            found.UnionWith((await Tool("zbarimg", ["--quiet", "--raw", picture + ".png"])).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        File.Delete(picture + ".png");
        return [.. found];
    }

    /// <summary>What the one code in a picture says.</summary>
    public static async Task<string> CodeOf(byte[] png) => (await Run(png, "zbarimg", "--quiet", "--raw", "FILE")).Trim();

    public static async Task<int> Pages(byte[] pdf) => int.Parse((await Run(pdf, "pdfinfo", "FILE")).Split('\n').First(l => l.StartsWith("Pages:", StringComparison.Ordinal))[6..], System.Globalization.CultureInfo.InvariantCulture);

    static async Task<string> Run(byte[] pdf, string tool, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, pdf);
        try { return await Tool(tool, [.. arguments.Select(a => a == "FILE" ? file : a)]); }
        finally { File.Delete(file); }
    }

    static async Task<string> Tool(string tool, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var (output, complaint) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (tool != "zbarimg") Assert.Equal("", await complaint);      // zbarimg speaks of a bus that is not there
        return await output;
    }
}
