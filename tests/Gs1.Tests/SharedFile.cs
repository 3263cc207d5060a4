namespace Nameplate.Gs1.Tests;

/// <summary>Files of GS1 that are not part of the repository: NAMEPLATE_SHARED names the folder they are under, or it is looked for beside the repository.</summary>
internal static class SharedFile
{
    public static string? Find(string name) =>
        Folders().Select(folder => Path.Combine(folder, "data", "gs1", name)).FirstOrDefault(File.Exists);

    public static string Missing(string name) => $"data/gs1/{name} was not found; set NAMEPLATE_SHARED to the folder that holds it.";

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("NAMEPLATE_SHARED") is { Length: > 0 } named)
            yield return named;

        // beside the repository; a working tree of it may lie deeper
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared");
    }
}
