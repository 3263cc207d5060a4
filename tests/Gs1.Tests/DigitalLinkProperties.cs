using FsCheck;
using FsCheck.Fluent;

namespace Nameplate.Gs1.Tests;

public class DigitalLinkProperties
{
    private const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Seeds =
    [
        "/01/09506000134352/21/SN-0001?17=261231&99=A%2FB",
        "/a/b/01/9506000134352/22/V%2f1/10/L1/21/S1/?linkType=gs1:pip;context=x",
        "/8010/0614141ABC/8011/12?3103=000195&7003=2601012359",
        "/414/9506000134352/254/32a%2Fb?423=276250&8008=26010112",
        "/8013/1987654Ad4X4bL5ttr2310c2K?4324=2601002359&7040=1ABC",
        "/8006/095060001343520102/10/L?8001=00010000100119",
    ];

    private static readonly Gen<string> Values =
        Gen.Choose(1, 20).SelectMany(length => Gen.Elements(Set82.ToCharArray()).ArrayOf(length)).Select(c => new string(c));

    private static readonly Gen<string> Gtins =
        Gen.Choose(0, 9).ArrayOf(13).Select(digits => string.Concat(digits)).Select(body => body + CheckDigit.Of(body));

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
    public void Mutated_input_is_read_or_refused_but_never_throws()
    {
        const string Strange = "/%?&;=#+ 0123456789ABCabc.\0\u00e9\ud83d\uffff<>\"";
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Seeds[random.Next(Seeds.Length)].ToList();
            for (var mutations = random.Next(1, 6); mutations > 0 && text.Count > 0; mutations--)
            {
                var at = random.Next(text.Count);
                switch (random.Next(4))
                {
                    case 0: text.RemoveAt(at); break;
                    case 1: text.Insert(at, Strange[random.Next(Strange.Length)]); break;
                    case 2: text[at] = Strange[random.Next(Strange.Length)]; break;
                    default: text.InsertRange(at, text.GetRange(at, random.Next(text.Count - at))); break;
                }
            }

            var mutant = string.Concat(text);
            var queryAt = mutant.IndexOf('?', StringComparison.Ordinal);
            var (path, query) = queryAt < 0 ? (mutant, null) : (mutant[..queryAt], mutant[queryAt..]);
            var link = DigitalLink.Parse(path, query, out var error);

            Assert.Equal(link is null, error is not null);
            DigitalLink.ParseUri($"https://a{mutant}", out _);
            if (link is null)
                continue;

            // whatever was accepted is stable once it is canonical, and its notes fit into a header
            var again = DigitalLink.ParseUri(link.ToUri("https://a"), out _);
            Assert.Equal(link.Path, again!.Path);
            Assert.Equal(link.ToUri("https://a"), again.ToUri("https://a"));
            Assert.All(link.Ignored, note => Assert.DoesNotContain(note, c => c is < ' ' or > '~'));
        }
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

        Assert.InRange(each, 1, 320);
    }
}
