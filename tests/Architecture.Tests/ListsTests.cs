using Microsoft.Extensions.DependencyInjection;
using Nameplate.Host;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Architecture.Tests;

public class ListsTests
{
    [Fact]
    public async Task A_list_and_what_is_done_to_many_of_its_rows_have_keys_of_their_own()
    {
        var folder = Directory.CreateTempSubdirectory("np");
        await using (var app = Composition.Build(new Settings(folder)))
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(Guid.Empty);
            string[] lists = [.. scope.ServiceProvider.GetServices<IConsoleList>().Select(l => l.Key)];
            var actions = scope.ServiceProvider.GetServices<IBulkAction>().ToList();

            Assert.Empty(lists.GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.Empty(actions.GroupBy(a => a.Key).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.Empty(actions.Select(a => a.List).Except(lists));
        }
        folder.Delete(recursive: true);
    }
}
