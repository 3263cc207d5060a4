using System.Diagnostics;
using System.Text;
using Nameplate.Gs1;

namespace Nameplate.Fuzz.Gs1;

/// <summary>
/// Changes good input of the GS1 library and gives it to everything that takes input: never an exception but the one that is promised, never long,
/// and what was taken is the same when it is written and read again. The same number gives the same inputs.
/// </summary>
public sealed class Gs1Fuzzer(int number)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    const string Strange = "/%?&;=#+:, 0123456789ABCxyzehq*.-_\"\\{}[]<>()\0\r\n\u00e9\u0660\ud83d\ude00\udc00\uffff";

    static readonly string[] Seeds =
    [
        "/01/09506000134352/21/SN-0001?17=261231&99=A%2FB", "/a/b/01/9506000134352/22/V%2f1/10/L1/21/S1/?linkType=gs1:pip;context=x", "/01/96385074/235/TPX", "/00/106141412345678908", "/253/9526064000028000001",
        "/255/9526064000028", "/401/12345678", "/402/12345678901234560", "/410/9506000134352", "/414/9506000134352/254/32a%2Fb?423=276250&8008=26010112", "/415/9506000134352/8020/INV-1", "/417/9506000134352/7040/1AB_", "/gtin/09506000134352", "/01/09506000134352?8007=DE89370400440532013000&4300=A%2520B&4309=17997998831799799883&7258=1/2",
        "/8003/00614141777778ABC", "/8004/9520614141234567/7040/1ABC", "/8006/095060001343520102/10/L/21/S1?8001=00010000100119", "/8010/0614141ABC/8011/12?3103=000195&7003=2601012359", "/8013/1987654Ad4X4bL5ttr2310c2K?4324=2601002359",
        "/8017/795260646688514634/8019/123", "/8018/123456789012345675", "/eh30164596f40c0e5cbe991a83", "/exMBZFlvQMDly-mRqD?17=261231", "/eh3674257bf6b7a659b2c2bf1000000000000000000000000000", "/ehf73795211411234538566cb0afc4", "/ehfb34359f795211411234538566cb0afc4",
        "https://id.example.com:8443/stem/01/09506000134352/21/ABC?a=b#c", "HTTP://a/01/09506000134352", "09506000134352", "4006381333931", "96385074", "gs1:pip", "https://gs1.org/voc/instructions",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/linkset+json;q=1;x=y, application/json", "de-CH-1996,de;q=0.9,*;q=0.1,en;q=0", "zh-Hant-x-a-CN",
        """{"linkset":[{"anchor":"https://a.example/01/09506000134352","itemDescription":"x","https://ref.gs1.org/voc/pip":[{"href":"https://a.example/","title":"\u00e9\ud83d\ude00","type":"text/html","hreflang":["de","fr"],"context":["CH"]}]}]}""",
    ];

    static readonly Link[] Links =
    [
        new("pip", "https://a.example/1", "1") { Languages = ["de"], MediaType = "text/html" }, new("pip", "https://a.example/2", "2") { Languages = ["de-CH", "fr"], Contexts = ["CH"] },
        new("pip", "https://a.example/3", "3") { MediaType = "application/pdf" }, new("pip", "https://a.example/4", "4"),
    ];

#pragma warning disable CA5394 // what it makes must be made again from the number
    readonly Random dice = new(number);
#pragma warning restore CA5394

    public int Tried { get; private set; }
    /// <summary>How many were taken for good input, of any kind.</summary>
    public int Taken { get; private set; }

    /// <returns>What broke, with the input; null when nothing did.</returns>
    public string? Step()
    {
        var input = Changed();
        Tried++;
        return Try(input, out var took) ?? (took > Longest ? Try(input, out var again) ?? (again > Longest ? $"{again.TotalSeconds:0.0} s: {Quoted(input)}" : null) : null);      // once is the machine
    }

    string? Try(string input, out TimeSpan took)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            return (Link(input) ?? Number(input) ?? Set(input) ?? Choice(input)) is { } wrong ? $"{wrong}: {Quoted(input)}" : null;
        }
        catch (Exception error) { return $"{error.GetType().Name}: {Quoted(input)}\n{error}"; }
        finally { took = Stopwatch.GetElapsedTime(began); }
    }

    string Changed()
    {
        List<char> text = [.. Seeds[dice.Next(Seeds.Length)]];
        for (var changes = dice.Next(1, 7); changes > 0 && text.Count > 0; changes--)
        {
            var at = dice.Next(text.Count);
            switch (dice.Next(9))
            {
                case 0: text.RemoveRange(at, dice.Next(1, Math.Min(8, text.Count - at) + 1)); break;
                case 1: text.Insert(at, Strange[dice.Next(Strange.Length)]); break;
                case 2: text[at] = Strange[dice.Next(Strange.Length)]; break;
                case 3: text[at] = (char)dice.Next(char.MaxValue + 1); break;
                case 4: text[at] = (char)(text[at] ^ (1 << dice.Next(7))); break;
                case 5: text.InsertRange(at, $"%{dice.Next(256):X2}"); break;
                case 6: text.InsertRange(at, Seeds[dice.Next(Seeds.Length)].AsSpan(dice.Next(8)).ToString()); break;
                case 7 when dice.Next(50) == 0: text.InsertRange(at, Enumerable.Repeat(text[at], dice.Next(4_000))); break;
                default: text.InsertRange(at, text.GetRange(at, dice.Next(text.Count - at))); break;
            }
        }
        return string.Concat(text);
    }

    string? Link(string input)
    {
        var mark = input.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? input : input[..mark];
        var link = DigitalLink.Parse(path, mark < 0 ? null : input[mark..], out var error);
        if (link is not null && !DigitalLink.IsPlausible(path)) return "a link that does not look like one";
        if (link is null == error is null) return "neither a link nor an error, or both";
        if (error is not null && error.Message.AsSpan().ContainsAnyExceptInRange(' ', '~')) return "the error does not fit into a header";
        DigitalLink.ParseUri(input, out _);
        if (link is null) return null;

        Taken++;
        if (link.Ignored.Any(note => note.AsSpan().ContainsAnyExceptInRange(' ', '~'))) return "a note does not fit into a header";
        var canonical = link.ToUri("https://a.example");
        var again = DigitalLink.ParseUri(canonical, out _);
        if (again is null || !again.Path.SequenceEqual(link.Path) || again.ToUri("https://a.example") != canonical) return $"{canonical} is not what was read";
        _ = (link.ToElementString(), link.Gtin, link.Serial, link.Lot, link.Variant);
        return EpcBinary.Compress(link) is { } compressed && DigitalLink.Parse(compressed, null, out _)?.ToPath() != link.ToPath() ? $"{compressed} is not what was compressed" : null;
    }

    string? Number(string input)
    {
        if (Gtin.TryParse(input, out var gtin) != Gtin.Explain(input) is null) return "a GTIN and an explanation, or neither";
        if (Serial.IsValid(input) != Serial.Explain(input) is null) return "a serial and an explanation, or neither";
        CheckDigit.IsRight(input);
        if (!Gtin.TryParse(input, out gtin)) return null;
        Taken++;
        return Gtin.TryParse(gtin.Printed, out var again) && again == gtin ? null : "another GTIN when it is printed";
    }

    string? Set(string input)
    {
        if (!input.StartsWith('{')) return null;
        Linkset set;
        try { set = Linkset.Read(Encoding.UTF8.GetBytes(input)); }
        catch (FormatException) { return null; }      // as promised
        Taken++;
        var written = Linkset.Read(set.ToJson());
        return written.Contexts.Count == set.Contexts.Count && written.ToJson().AsSpan().SequenceEqual(set.ToJson()) && Linkset.Read(set.ToJsonLd()).Equals(written) && !set.ToJsonLdForPage().Contains('<', StringComparison.Ordinal) ? null : "another linkset when it is written";
    }

    string? Choice(string input)
    {
        var half = input.Length / 2;
        foreach (var wish in (LinkPreferences[])[new(input, null, null), new(null, input, input), new(input[..half], input[half..], input)])
        {
            if (wish.Best(Links).Count == 0) return "no link was chosen";
            _ = (wish.BestDefault(Links[3], Links), wish.MediaType);
        }
        return LinkTypes.Name(LinkTypes.Iri(input)) == LinkTypes.Name(input) || input.Contains(':', StringComparison.Ordinal) ? null : "another link type when it is written in full";
    }

    static string Quoted(string input) => string.Concat(input.Take(2_000).Select(c => c is >= ' ' and <= '~' ? $"{c}" : $"\\u{(int)c:x4}"));
}
