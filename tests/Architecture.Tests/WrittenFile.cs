namespace Nameplate.Architecture.Tests;

/// <summary>A document that is made from the code. Run the tests with NAMEPLATE_WRITE_DOCS=1 to write it anew.</summary>
static class WrittenFile
{
    public static void IsTrue(string path, string text)
    {
        var full = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("NAMEPLATE_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
        var there = File.Exists(full) ? File.ReadAllText(full) : "";
        var missing = text.Split('\n').Except(there.Split('\n')).ToList();
        var stale = there.Split('\n').Except(text.Split('\n')).ToList();
        Assert.True(there == text, $"{path} is not true any more. Write it anew: NAMEPLATE_WRITE_DOCS=1 dotnet test --project tests/Architecture.Tests\nmissing:\n{string.Join('\n', missing)}\nstale:\n{string.Join('\n', stale)}");
    }
}
