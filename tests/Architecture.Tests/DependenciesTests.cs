using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Nameplate.Architecture.Tests;

public class DependenciesTests
{
    static readonly string[] Free = ["MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MS-PL", "PostgreSQL", "ISC", "0BSD", "Zlib", "Public domain", "blessing"];

    /// <param name="From">nuget or npm.</param>
    sealed record Package(string From, string Name, string Version, string Licence);

    [Fact]
    public void What_the_product_is_made_of_is_free_and_listed()
    {
        List<Package> packages = [.. NuGet(), .. Npm()];
        Assert.True(packages.Count > 20);
        var unfree = packages.Where(p => !p.Licence.Split(" OR ").Any(Free.Contains));
        Assert.Empty(unfree);
        WrittenFile.IsTrue("docs/dependencies.md", Document(packages));
    }

    /// <summary>Every package the projects of src resolve, also those that only build them.</summary>
    static IEnumerable<Package> NuGet()
    {
        HashSet<Package> found = [];
        foreach (var project in Repository.Files("src", ".csproj"))
        {
            var resolved = JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "obj", "project.assets.json")));
            var folders = resolved.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
            foreach (var library in resolved.GetProperty("libraries").EnumerateObject().Where(l => l.Value.GetProperty("type").GetString() == "package"))
            {
                var folder = folders.Select(f => Path.Combine(f, library.Value.GetProperty("path").GetString()!)).First(Directory.Exists);
                var (name, version) = library.Name.Split('/') is [var n, var v] ? (n, v) : throw new InvalidOperationException(library.Name);
                found.Add(new("nuget", name, version, LicenceIn(folder)));
            }
        }
        return found.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Version, StringComparer.Ordinal);
    }

    static string LicenceIn(string folder)
    {
        var about = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single());
        if (about.Descendants().FirstOrDefault(e => e.Name.LocalName == "license") is not { } licence) return about.Descendants().FirstOrDefault(e => e.Name.LocalName == "licenseUrl")?.Value ?? "none";
        if ((string?)licence.Attribute("type") == "expression") return licence.Value;
        var text = File.ReadAllText(Path.Combine(folder, licence.Value.Replace('\\', '/')));
        return text.Contains("Public Domain", StringComparison.OrdinalIgnoreCase) && text.Length < 400 ? "Public domain" : $"see {licence.Value}";
    }

    static IEnumerable<Package> Npm() => JsonElement.Parse(Repository.Read("assets/package-lock.json")).GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0)
        .Select(p => new Package("npm", p.Name.Split("node_modules/")[^1], p.Value.GetProperty("version").GetString()!, p.Value.TryGetProperty("license", out var licence) ? licence.GetString()! : "none"));

    static string Document(IReadOnlyList<Package> packages)
    {
        var text = new StringBuilder("# What Nameplate is made of\n\nEvery package the product resolves, with its licence. A test keeps this list true and refuses any other licence.\n\n| package | version | licence | from |\n|---|---|---|---|\n");
        foreach (var p in packages) text.Append($"| {p.Name} | {p.Version} | {p.Licence} | {p.From} |\n");
        return text.ToString();
    }
}
