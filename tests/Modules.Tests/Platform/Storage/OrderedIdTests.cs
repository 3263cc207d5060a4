using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Storage;

public class OrderedIdTests
{
    [Fact]
    public async Task Ids_follow_one_another_however_fast_they_are_made_and_by_whom()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 20_000).Select(_ => OrderedId.Next()).ToArray())));

        foreach (var ofOne in made) Assert.Equal(ofOne.Select(i => i.ToString()).Order(StringComparer.Ordinal), ofOne.Select(i => i.ToString()));
        Assert.Equal(80_000, made.SelectMany(i => i).Distinct().Count());
        Assert.All(made.SelectMany(i => i), i => Assert.Equal((7, 2), (i.Version, i.Variant >> 2)));
    }
}
