using System.Runtime.CompilerServices;

namespace Nameplate.Gs1.Tests;

/// <summary>What stands behind the examples of the package's README is what comes out.</summary>
public class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Here(), "..", "..", "src", "Gs1", "README.md"));

    [Fact]
    public void The_examples_say_what_the_library_says()
    {
        var link = DigitalLink.ParseUri("https://id.example.com/01/09506000134352/21/A%2FB?17=271231", out _)!;
        DigitalLink.Parse("/01/09506000134353", null, out var error);
        Assert.True(Gtin.TryParse("9506000134352", out var gtin));

        Says("link.Gtin;", link.Gtin!.Value.Value);
        Says("link.Serial;", link.Serial!);
        Says("link.ToUri(\"https://id.example.com\");", link.ToUri("https://id.example.com"));
        Says("link.ToElementString();", link.ToElementString());
        Says("EpcBinary.Compress(link);", EpcBinary.Compress(link)!);
        Says("error!.Ai;", error!.Ai!);
        Says("error.Code;", error.Code);
        Says("error.Message;", error.Message);
        Says("out var gtin);", $"gtin.Value {gtin.Value}, gtin.Printed {gtin.Printed}");
        Says("DigitalLink.IsPlausible(\"/some/stem/01/123\");", DigitalLink.IsPlausible("/some/stem/01/123") ? "true" : "false");
    }

    private static void Says(string code, string result) =>
        Assert.Contains(Text.Split('\n'), line => line.Contains(code, StringComparison.Ordinal) && line.Split("// ", 2)[^1].StartsWith(result, StringComparison.Ordinal));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
