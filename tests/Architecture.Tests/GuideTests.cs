using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Platform.Imports;

namespace Nameplate.Architecture.Tests;

public partial class GuideTests
{
    [Fact]
    public async Task The_guide_names_the_columns_of_every_import()
    {
        var guide = Repository.Read("docs/guide/importing.md");
        var folder = Directory.CreateTempSubdirectory("np");
        await using (var app = Composition.Build(new Settings(folder)))
        {
            var untrue = app.Services.GetServices<ImportKind>().Select(i => $"| `{i.Kind}` | {string.Join(", ", i.Columns.Required)} | {string.Join(", ", i.Columns.Optional)} |").Where(row => !guide.Contains(row, StringComparison.Ordinal)).ToList();
            Assert.Empty(untrue);
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        var documents = Repository.Files("docs", ".md").Concat(["README.md", "CONTRIBUTING.md", "SECURITY.md"]);
        var broken = documents.SelectMany(d => LinkForm().Matches(Repository.Read(d)).Select(m => (Document: d, Target: m.Groups["target"].Value)))
            .Where(l => !l.Target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(l.Document)!, l.Target))).ToList();
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?<target>[^)#]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex LinkForm();
}
