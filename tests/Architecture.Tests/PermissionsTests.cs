using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Platform.Access;
using Nameplate.Platform.Imports;

namespace Nameplate.Architecture.Tests;

public partial class PermissionsTests
{
    [Fact]
    public Task The_table_names_every_permission_with_what_it_opens_and_who_has_it() => InComposed((grants, routes, imports) =>
    {
        var text = new StringBuilder("# Permissions\n\nWho may do what: a dot under each role that has a permission, and under scope where an API key can carry it. Made from the composed program; a test keeps it true, and another calls every route as everybody. What the roles are for: [Access](guide/access.md).\n");
        foreach (var module in grants.All.GroupBy(g => g.Module))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {module.Key}\n\n| permission | opens | {string.Join(" | ", StaffRoles.All.Select(r => r.ToString().ToLowerInvariant()))} | scope |\n|---|---|{string.Concat(StaffRoles.All.Select(_ => "---|"))}---|\n");
            foreach (var grant in module)
            {
                var opens = routes.Where(r => r.Permission == grant.Permission).Select(r => $"`{r.Methods} {r.Pattern}`").Concat(imports.Where(i => i.Needs == grant.Permission).Select(i => $"import of {i.Kind}")).Concat(grant.Within is { } within ? [within] : []);
                text.Append(CultureInfo.InvariantCulture, $"| {grant.Permission} | {string.Join("<br>", opens)} | {string.Join(" | ", StaffRoles.All.Select(r => Dot(grants.Has(r, grant.Permission))))} | {Dot(grant.ForKeys)} |\n");
            }
        }
        WrittenFile.IsTrue("docs/permissions.md", text.ToString());
    });

    [Fact]
    public Task Every_route_of_the_console_and_the_API_says_what_it_needs() => InComposed((grants, routes, imports) =>
    {
        var silent = routes.Where(r => r.Permission is null && (r.Pattern.StartsWith("/api/", StringComparison.Ordinal) || (r.Pattern.StartsWith("/admin", StringComparison.Ordinal) && !r.Pattern.StartsWith("/admin/sign-in", StringComparison.Ordinal) && !r.Pattern.StartsWith("/admin/invitation/", StringComparison.Ordinal))));
        Assert.Empty(silent.Select(r => $"{r.Methods} {r.Pattern}: add .Needs(\"module.noun.verb\")"));
        var needed = routes.Select(r => r.Permission).OfType<string>().Concat(imports.Select(i => i.Needs)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(needed.Where(p => grants.Find(p) is null).Select(p => $"{p}: no module declares it"));
        Assert.Empty(grants.All.Where(g => g.Within is null && !needed.Contains(g.Permission)).Select(g => $"{g.Permission}: nothing needs it"));
        Assert.Empty(routes.Where(r => r.Pattern.StartsWith("/api/", StringComparison.Ordinal) && grants.Find(r.Permission!)?.ForKeys is false).Select(r => $"{r.Methods} {r.Pattern}: no key can carry {r.Permission}"));
    });

    [Fact]
    public Task A_permission_is_named_module_noun_verb_and_said_in_words_in_four_languages() => InComposed((grants, _, _) =>
    {
        Assert.Empty(grants.All.Where(g => !Form().IsMatch(g.Permission)).Select(g => g.Permission));
        var before = CultureInfo.CurrentUICulture;
        foreach (var language in (string[])["en", "de", "fr", "es"])
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.Empty(grants.All.Where(g => grants.InWords(g.Permission) == g.Permission).Select(g => $"{language}: Grant.{g.Permission}"));
            Assert.Empty(grants.All.Where(g => grants.ModuleInWords(g.Module) == g.Module).Select(g => $"{language}: Grant.{g.Module}").Distinct());
        }
        CultureInfo.CurrentUICulture = before;
    });

    sealed record Route(string Methods, string Pattern, string? Permission);

    static async Task InComposed(Action<Grants, IReadOnlyList<Route>, IReadOnlyList<ImportKind>> look)
    {
        var folder = Directory.CreateTempSubdirectory("np");
        await using (var app = Composition.Build(new Settings(folder)))
        {
            var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
                .Select(e => new Route(string.Join('/', e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]), "/" + e.RoutePattern.RawText!.Trim('/'), e.Metadata.GetMetadata<Permission>()?.Name))
                .OrderBy(r => r.Pattern, StringComparer.Ordinal).ThenBy(r => r.Methods, StringComparer.Ordinal).ToList();
            look(app.Services.GetRequiredService<Grants>(), routes, [.. app.Services.GetServices<ImportKind>().OrderBy(i => i.Kind, StringComparer.Ordinal)]);
        }
        folder.Delete(recursive: true);
    }

    static string Dot(bool has) => has ? "●" : "";

    [GeneratedRegex(@"^[a-z]+(\.[a-z-]+){2}$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Form();
}
