using System.Reflection;
using System.Text.RegularExpressions;

namespace Nameplate.Architecture.Tests;

/// <summary>The files of the repository and the assemblies made of them.</summary>
static partial class Repository
{
    static readonly string[] Made = ["bin", "obj", "node_modules", "lib"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths below <paramref name="folder"/>, from the root, with “/”.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => endings.Any(f.EndsWith) && !f.Split('/').Any(Made.Contains)).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The assemblies of src.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Nameplate.*.dll").Append(Path.Combine(AppContext.BaseDirectory, "nameplate.dll")).Order(StringComparer.Ordinal)
            .Select(f => Assembly.Load(AssemblyName.GetAssemblyName(f)))];

    /// <summary>Those that are a module.</summary>
    public static IEnumerable<Assembly> Modules => Assemblies.Where(a => Directory.Exists(Path.Combine(Root, "src/Modules", NameOf(a))));

    static string NameOf(Assembly assembly) => assembly.GetName().Name!.Split('.')[^1];

    /// <summary>Where a type is declared; the outermost one for a nested type.</summary>
    public static string? FileOf(Type type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return FileByType.GetValueOrDefault($"{type.Namespace}.{type.Name.Split('`')[0]}");
    }

    static readonly Dictionary<string, string> FileByType = Index();

    static Dictionary<string, string> Index()
    {
        Dictionary<string, string> index = [];
        foreach (var file in Files("src", ".cs"))
        {
            var text = Read(file);
            if (NamespaceForm().Match(text) is not { Success: true } space) continue;
            foreach (Match type in TypeForm().Matches(text)) index.TryAdd($"{space.Groups["name"].Value}.{type.Groups["name"].Value}", file);
        }
        return index;
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Nameplate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)] private static partial Regex NamespaceForm();
    [GeneratedRegex(@"^(public |internal |static |sealed |abstract |readonly |partial |file )*(class|interface|enum|struct|record struct|record class|record) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)] private static partial Regex TypeForm();
}
