using System.Xml.Linq;

namespace Nameplate.Architecture.Tests;

public class ReferencesTests
{
    /// <summary>Upstream first. A project refers to what stands before it, never to what stands behind.</summary>
    static readonly string[] Order =
    [
        "Gs1", "Pdf", "Platform", "Storage.Sqlite", "Storage.Postgres",
        "Messaging", "Products", "Resolver", "Owners", "Warranty", "Commerce", "Plans", "Fulfilment", "Claims", "Support", "Recalls", "Loyalty", "Passports", "Outreach", "BusinessCase", "Analytics",
        "Host",
    ];

    static IEnumerable<(string Project, string[] References)> Projects => Repository.Files("src", ".csproj").Select(f =>
        (Path.GetFileNameWithoutExtension(f), XDocument.Parse(Repository.Read(f)).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))).ToArray()));

    [Fact]
    public void References_point_upstream_only()
    {
        var downstream = Projects.SelectMany(p => p.References.Where(r => Array.IndexOf(Order, r) >= Array.IndexOf(Order, p.Project)).Select(r => $"{p.Project} -> {r}"));
        Assert.Empty(downstream);
    }

    [Fact]
    public void Every_project_has_its_place_in_the_order() => Assert.Empty(Projects.Select(p => p.Project).Except(Order));

    [Fact]
    public void Modules_know_no_database() =>
        Assert.Empty(Projects.Where(p => p.Project != "Host").SelectMany(p => p.References.Where(r => r.StartsWith("Storage.", StringComparison.Ordinal)).Select(r => $"{p.Project} -> {r}")));

    [Fact]
    public void No_project_is_a_drawer_for_everything()
    {
        var drawers = Repository.Files("src", ".csproj").Concat(Repository.Files("tests", ".csproj")).Where(f => Path.GetFileNameWithoutExtension(f).Split('.').Any(part => part is "Core" or "Common" or "Utils" or "Helpers" or "Shared"));
        Assert.Empty(drawers);
    }
}
