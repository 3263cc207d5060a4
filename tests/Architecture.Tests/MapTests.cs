using System.CommandLine;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Host.Verbs;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;

namespace Nameplate.Architecture.Tests;

public class MapTests
{
    [Fact]
    public async Task The_map_names_every_route_verb_job_subscriber_import_and_event()
    {
        var folder = Directory.CreateTempSubdirectory("np");
        await using (var app = Composition.Build(new Settings(folder)))
        {
            var text = new StringBuilder("# Map\n\nWhere everything that can be reached from outside, or runs behind, stands in the code. Made from the composed program; a test keeps it true.\n");
            Table(text, "Routes", ["method", "pattern", "handler"], Routes(app));
            Table(text, "Command line", ["verb", "handler"], Verbs());
            Table(text, "Background jobs", ["job", "runs", "handler"], app.Services.GetServices<JobKind>().Select(j => (string[])[j.Kind, j.Every is { } every ? $"every {every.TotalMinutes:0.#} min" : "when asked for", Link(j.Type)]));
            Table(text, "Subscribers of the event log", ["cursor", "", "handler"], app.Services.GetServices<Subscribed>().Select(s => (string[])[s.Name, s.Clear is null ? "" : "read model: db rebuild makes it again", LinkTo($"Name => \"{s.Name}\"")]));
            Table(text, "Imports", ["kind", "columns (optional ones in italics)", "handler"], app.Services.GetServices<ImportKind>().Select(i => (string[])[i.Kind, string.Join(", ", i.Columns.Required.Concat(i.Columns.Optional.Select(o => $"*{o}*"))), Link(i.Type)]));
            Table(text, "Events", ["type", "declared in"], Events());
            WrittenFile.IsTrue("docs/map.md", text.ToString());
        }
        folder.Delete(recursive: true);
    }

    static IEnumerable<string[]> Routes(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !e.RoutePattern.RawText!.StartsWith("{**", StringComparison.Ordinal))
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (string[])[m, "/" + e.RoutePattern.RawText!.Trim('/'), HandlerOf(e)]));

    static string HandlerOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType is { } type && type.FullName!.StartsWith("Nameplate.", StringComparison.Ordinal) ? Link(type) : Link(typeof(Composition));

    static IEnumerable<string[]> Verbs() => Leaves(CommandLine.Root(), "").Select(v => (string[])[$"`{v.Path}`", LinkTo($"Command(\"{v.Command.Name}\"")]);

    static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) =>
        command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Subcommands.Count > 0 ? Leaves(c, $"{path}{c.Name} ") : [($"{path}{c.Name}", c)]);

    /// <summary>Facts that are announced: records of the events files that are not a part of another one.</summary>
    static IEnumerable<string[]> Events()
    {
        var records = Repository.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsPublic: true } && Repository.FileOf(t)?.EndsWith("Events.cs", StringComparison.Ordinal) is true).ToList();
        var parts = records.SelectMany(r => r.GetProperties()).SelectMany(p => p.PropertyType.GetGenericArguments().Append(p.PropertyType)).ToHashSet();
        return records.Where(r => !parts.Contains(r)).Select(r => (string[])[EventName.Of(r), Link(r)]);
    }

    /// <summary>The file of src in which a text stands.</summary>
    static string LinkTo(string text) => Link(Sources.Value.First(f => f.Text.Contains(text, StringComparison.Ordinal)).File);
    static readonly Lazy<IReadOnlyList<(string File, string Text)>> Sources = new(() => [.. Repository.Files("src", ".cs").Select(f => (f, Repository.Read(f)))]);

    static string Link(Type type) => Repository.FileOf(type) is { } file ? Link(file) : throw new InvalidOperationException($"{type} is declared in no file");
    static string Link(string file) => $"[{Path.GetFileName(file)}](../{file})";

    static void Table(StringBuilder text, string title, string[] heads, IEnumerable<string[]> rows)
    {
        text.Append($"\n## {title}\n\n| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (var row in rows.Select(r => $"| {string.Join(" | ", r)} |").OrderBy(r => r.Split('|')[title == "Routes" ? 2 : 1], StringComparer.Ordinal).ThenBy(r => r, StringComparer.Ordinal).Distinct()) text.Append(row).Append('\n');
    }
}
