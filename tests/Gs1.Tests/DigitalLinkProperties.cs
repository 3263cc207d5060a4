using FsCheck;
using FsCheck.Fluent;
using Nameplate.Fuzz.Gs1;

namespace Nameplate.Gs1.Tests;

public class DigitalLinkProperties
{
    private const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static readonly Gen<string> Values =
        Gen.Choose(1, 20).SelectMany(length => Gen.Elements(Set82.ToCharArray()).ArrayOf(length)).Select(c => new string(c));

    private static readonly Gen<string> Gtins =
        Gen.Choose(0, 9).ArrayOf(13).Select(digits => string.Concat(digits)).Select(body => body + CheckDigit.Of(body));

    // what stands in front of the digits that bear the check digit, how many those are, and what may follow
    private static readonly Gen<(string Ai, string Value, int Digits)> CheckedKeys =
        Gen.Elements<(string Ai, string Before, int Digits, string Behind)>(
            ("00", "", 18, ""), ("01", "", 14, ""), ("253", "", 13, "A1"), ("255", "", 13, "007"), ("402", "", 17, ""), ("410", "", 13, ""), ("411", "", 13, ""), ("412", "", 13, ""), ("413", "", 13, ""),
            ("414", "", 13, ""), ("415", "", 13, ""), ("416", "", 13, ""), ("417", "", 13, ""), ("8003", "0", 13, "X"), ("8006", "", 14, "0102"), ("8017", "", 18, ""), ("8018", "", 18, ""))
            .SelectMany(key => Gen.Choose(0, 9).ArrayOf(key.Digits - 1).Select(digits =>
            {
                var body = string.Concat(digits);
                return (key.Ai, key.Before + body + CheckDigit.Of(body) + key.Behind, key.Before.Length + key.Digits);
            }));

    // each qualifier is there or not
    private static readonly Arbitrary<Element[]> Paths =
        Gtins.SelectMany(gtin => Values.ArrayOf(3).SelectMany(values => Gen.Choose(0, 7).Select(there => new Element?[]
        {
            new("01", gtin),
            (there & 1) == 0 ? null : new("22", values[0]),
            (there & 2) == 0 ? null : new("10", values[1]),
            (there & 4) == 0 ? null : new("21", values[2]),
        }.OfType<Element>().ToArray()))).ToArbitrary();

    [Fact]
    public void What_was_written_is_what_is_read() =>
        Prop.ForAll(Paths, static elements =>
        {
            var path = string.Concat(elements.Select(e => $"/{e.Ai}/{Uri.EscapeDataString(e.Value)}"));
            var link = DigitalLink.Parse(path, null, out _);
            return link is not null && link.Path.SequenceEqual(elements) && link.ToPath() == path;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Attributes_survive_the_canonical_uri() =>
        Prop.ForAll(Values.ToArbitrary(), static value =>
        {
            var link = DigitalLink.Parse("/01/09506000134352", $"?98={Uri.EscapeDataString(value)}", out _)!;
            var again = DigitalLink.ParseUri(link.ToUri("https://id.example.com"), out _)!;
            return again.Attributes is [{ Ai: "98" } read] && read.Value == value;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_unit_address_leads_back_to_the_unit() =>
        Prop.ForAll(Gtins.ToArbitrary(), Values.ToArbitrary(), static (digits, serial) =>
        {
            var right = Gtin.TryParse(digits, out var gtin);
            var link = DigitalLink.ParseUri(DigitalLink.ForUnit("https://id.example.com", gtin, serial), out _);
            return right && link?.Gtin == gtin && link.Serial == serial;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_single_wrong_digit_of_a_key_with_a_check_digit_is_found() =>
        Prop.ForAll(CheckedKeys.ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), static (key, at, by) =>
        {
            var digits = key.Value.ToCharArray();
            at %= key.Digits;
            digits[at] = (char)('0' + ((digits[at] - '0' + by) % 10));
            var behind = key.Ai is "415" ? "/8020/1" : "";
            DigitalLink.Parse($"/{key.Ai}/{string.Concat(digits)}{behind}", null, out var error);
            return DigitalLink.Parse($"/{key.Ai}/{key.Value}{behind}", null, out _) is not null
                && error is { Code: "check-digit" or "content" } && error.Ai == key.Ai;      // content: the zero in front of 8003
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_single_wrong_character_of_a_key_with_a_check_pair_is_found()
    {
        const string Key = "1987654Ad4X4bL5ttr2310c2K";
        for (var at = 4; at < Key.Length; at++)
        {
            foreach (var other in Set82)
            {
                DigitalLink.Parse($"/8013/{Key[..at]}{Uri.EscapeDataString($"{other}")}{Key[(at + 1)..]}", null, out var error);
                Assert.Equal(other == Key[at] ? null : "check-digit", error?.Code);
            }
        }
    }

    [Fact]
    public void Mutated_input_is_read_or_refused_but_never_throws_or_hangs()
    {
        var fuzzer = new Gs1Fuzzer(number: 2026);
        while (fuzzer.Tried < 40_000)
        {
            var broken = fuzzer.Step();
            Assert.True(broken is null, broken);
        }

        Assert.True(fuzzer.Taken > fuzzer.Tried / 100, $"hardly anything was taken: {fuzzer.Taken} of {fuzzer.Tried}");
    }

    [Fact]
    public void The_common_scan_allocates_little_more_than_its_answer()
    {
        const string Path = "/01/09506000134352/21/K7QX2MPRT4WBZ";
        for (var i = 0; i < 100; i++)
            DigitalLink.Parse(Path, null, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            DigitalLink.Parse(Path, null, out _);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;

        Assert.InRange(each, 1, 280);
    }
}
