using Nameplate.Fuzz;
using Nameplate.Host;

namespace Nameplate.Tests.Host;

/// <summary>Broken input of every kind, the same each time; bench/Fuzz goes on for as long as one likes.</summary>
public class FuzzTests
{
    const int Inputs = 1200, Fewest = 300;
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(8);

    [Theory, InlineData("sqlite", 20261), InlineData("postgres", 20262)]
    public async Task Whatever_is_sent_nothing_breaks(string storage, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("np");
        await using (var ground = await Ground.Make(new Settings(folder, storage == "postgres" ? Cluster.NewDatabase() : null, "http://127.0.0.1:0")))
        {
            var fuzzer = new Fuzzer(ground, seed);
            var began = TimeProvider.System.GetTimestamp();
            while (fuzzer.Tried < Fewest || (fuzzer.Tried < Inputs && TimeProvider.System.GetElapsedTime(began) < Enough)) await fuzzer.Step();      // on a busy machine fewer
            Assert.True(fuzzer.Failures.Count == 0, string.Join("\n\n", fuzzer.Failures));
            Assert.Null(await ground.Broken());
            Assert.True(fuzzer.Reached > fuzzer.Tried / 10, $"hardly anything came so far as to be done: {fuzzer.Answers}");
        }
        folder.Delete(recursive: true);
    }
}
