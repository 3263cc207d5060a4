using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Nameplate.Architecture.Tests;

public partial class TypesTests
{
    [Fact]
    public void A_module_shows_its_questions_its_facts_and_its_table_of_contents_alone()
    {
        Assert.NotEmpty(Repository.Modules);
        var shown = Repository.Modules.SelectMany(m => m.GetExportedTypes()).Where(t => !IsComponent(t))
            .Where(t => Repository.FileOf(t) is not { } file || !PublicFile().IsMatch(Path.GetFileName(file)))
            .Select(t => $"{t.FullName} in {Repository.FileOf(t) ?? "no file"}: make it internal");
        Assert.Empty(shown);
    }

    /// <summary>Razor generates components as public; what they show has an internal constructor.</summary>
    static bool IsComponent(Type type) => Outermost(type).IsAssignableTo(typeof(IComponent)) || Outermost(type).Name == "_Imports";

    [Fact]
    public void What_a_page_shows_is_made_inside_its_module()
    {
        var open = Repository.Modules.SelectMany(m => m.GetExportedTypes()).Where(t => t.IsNested && !t.IsEnum && IsComponent(t))
            .Where(t => t.GetConstructors().Length > 0 || t.GetProperties().Length > 0).Select(t => t.FullName);
        Assert.Empty(open);
    }

    [Fact]
    public void A_page_asks_for_nothing()
    {
        var asking = Repository.Files("src", ".razor").Where(f => InjectForm().IsMatch(Repository.Read(f)));
        var injected = Repository.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsAssignableTo(typeof(IComponent)))
            .Where(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(p => p.IsDefined(typeof(InjectAttribute))) || t.GetConstructors().Any(c => c.GetParameters().Length > 0)).Select(t => t.FullName);
        Assert.Empty(asking.Concat(injected));
    }

    [Fact]
    public void No_type_is_named_like_its_folder_or_its_module()
    {
        var same = Repository.Assemblies.SelectMany(a => a.GetTypes()).Where(t => !t.IsNested && !t.IsDefined(typeof(CompilerGeneratedAttribute)) && t.Namespace?.StartsWith("Nameplate.", StringComparison.Ordinal) is true)
            .Where(t => t.Namespace!.Split('.').Contains(t.Name)).Select(t => t.FullName);
        Assert.Empty(same);
    }

    [Fact]
    public void A_file_holds_one_subject()
    {
        var tooLong = Repository.Files("src", ".cs", ".razor", ".css", ".js").Select(f => (File: f, Lines: Repository.Read(f).TrimEnd('\n').Split('\n').Length)).Where(f => f.Lines > 300);
        Assert.Empty(tooLong);
    }

    static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    [GeneratedRegex(@"^(\w+Module|I[A-Z]\w+|\w*Events|UnitKey|UnitPages)\.cs$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex PublicFile();
    [GeneratedRegex(@"^\s*@inject\b|\[Inject\b", RegexOptions.Multiline, 1000)] private static partial Regex InjectForm();
}
