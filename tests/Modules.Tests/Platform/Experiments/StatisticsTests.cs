using Nameplate.Platform.Experiments;
using Nameplate.Platform.Experiments.Statistics;

namespace Nameplate.Tests.Platform.Experiments;

public class StatisticsTests
{
    [Fact]
    public void Who_looks_every_day_is_told_of_a_difference_that_is_none_in_five_of_a_hundred_tests_at_most()
    {
        var random = new Random(20260728);
        var wrong = 0;
        for (var test = 0; test < 1_000; test++)
        {
            var (a, b) = ((Converted: 0L, Exposed: 0L), (Converted: 0L, Exposed: 0L));
            for (var look = 0; look < 40; look++)
            {
                for (var n = 0; n < 100; n++) (a, b) = ((a.Converted + (random.NextDouble() < 0.3 ? 1 : 0), a.Exposed + 1), (b.Converted + (random.NextDouble() < 0.3 ? 1 : 0), b.Exposed + 1));
                if (AlwaysValid.Of(a, b, 0.05, 1)!.P >= 0.05) continue;
                wrong++;
                break;
            }
        }
        Assert.InRange(wrong, 0, 65);      // 5 % of 1,000, and what luck adds
    }

    [Fact]
    public void As_many_as_were_planned_for_show_the_planned_difference_four_times_in_five()
    {
        var needed = AlwaysValid.Needed(0.3, 0.05, 1);
        var random = new Random(19221);
        var seen = Enumerable.Range(0, 400).Count(_ => AlwaysValid.Of((Count(0.3), needed), (Count(0.35), needed), 0.05, 1) is { P: < 0.05, Difference: > 0 });
        Assert.InRange(seen, 290, 400);
        Assert.InRange(needed, 1_377, 4_000);      // a look at the end alone would take 1,377

        long Count(double share) => Enumerable.Range(0, needed).LongCount(_ => random.NextDouble() < share);
    }

    [Fact]
    public void Tails_agree_with_the_tables()
    {
        Assert.Equal(1.959964, Normal.Above(0.025), 5);
        Assert.Equal(0.05, Normal.ChiSquareTail(3.841459, 1), 6);
        Assert.Equal(0.01, Normal.ChiSquareTail(13.276704, 4), 6);
        Assert.Equal(1.0, Normal.ChiSquareTail(0, 1));
    }

    [Fact]
    public void Lots_are_counted_not_units_and_chance_is_asked_how_else_the_same_lots_could_have_been_dealt()
    {
        (long, long)[] low = [(10, 100), (12, 100), (9, 100), (11, 100)], high = [(30, 100), (28, 100), (33, 100), (31, 100)];
        var clear = ByLots.Of(low, high, 1)!;
        Assert.Equal(2.0 / 70, clear.P, 10);      // of the 70 ways to deal eight lots, this one and its mirror differ so much
        Assert.InRange(0.2, clear.Low!.Value, clear.High!.Value);
        Assert.True(clear.Low > 0);

        (long, long)[] wild = [(900, 1000), (0, 1000), (0, 1000), (0, 1000)], calm = [(100, 1000), (120, 1000), (90, 1000), (110, 1000)];
        var unclear = ByLots.Of(calm, wild, 1)!;      // a thousand units of one odd lot prove nothing
        Assert.True(unclear.P > 0.2 && unclear.Low < 0 && unclear.High > 0, unclear.ToString());
        Assert.Equal(2.0 / 6, ByLots.Of(low[..2], high[..2], 1)!.P, 10);      // with two and two nothing could be told
    }

    [Fact]
    public void A_variant_is_drawn_from_the_id_alone_by_weight_and_beside_those_who_take_no_part()
    {
        var experiment = Guid.CreateVersion7();
        var drawn = Enumerable.Range(0, 20_000).Select(_ => Guid.CreateVersion7()).ToDictionary(id => id, id => Draw.Of(experiment, id, 10, [("a", 1), ("b", 3)]));
        Assert.All(drawn.Take(100), d => Assert.Equal(d.Value, Draw.Of(experiment, d.Key, 10, [("a", 1), ("b", 3)])));
        Assert.InRange(drawn.Values.Count(v => v == Draw.HeldOut), 1_800, 2_200);
        Assert.InRange((double)drawn.Values.Count(v => v == "b") / drawn.Values.Count(v => v == "a"), 2.8, 3.2);
        var other = Guid.CreateVersion7();
        Assert.InRange(drawn.Count(d => d.Value == "b" && Draw.Of(other, d.Key, 10, [("a", 1), ("b", 3)]) == "b") / (double)drawn.Values.Count(v => v == "b"), 0.64, 0.71);      // another experiment draws anew: 0.9 × 0.75
    }
}
