namespace Nameplate.Gs1.Tests;

public class DigitalLinkTests
{
    private const string Gtin14 = "09506000134352";

    [Fact]
    public void A_unit_is_its_gtin_and_serial()
    {
        var link = Parse($"/01/{Gtin14}/21/SN-0001");

        Assert.Equal("01", link.PrimaryKey);
        Assert.Equal(Gtin14, link.Gtin?.Value);
        Assert.Equal("SN-0001", link.Serial);
        Assert.Null(link.Lot);
        Assert.Null(link.Variant);
        Assert.Equal("", link.Stem);
        Assert.Equal([new Element("01", Gtin14), new Element("21", "SN-0001")], link.Path);
        Assert.Empty(link.Attributes);
        Assert.Empty(link.Extensions);
        Assert.Empty(link.Ignored);
    }

    [Fact]
    public void All_qualifiers_in_their_order()
    {
        var link = Parse($"/01/{Gtin14}/22/V1/10/LOT7/21/S1");

        Assert.Equal(("V1", "LOT7", "S1"), (link.Variant, link.Lot, link.Serial));
    }

    [Theory]
    [InlineData("/00/106141412345678908")]
    [InlineData("/253/9526064000028000001")]
    [InlineData("/255/9526064000028")]
    [InlineData("/401/12345678")]
    [InlineData("/402/12345678901234560")]
    [InlineData("/410/9506000134352")]
    [InlineData("/412/9506000134352")]
    [InlineData("/414/9506000134352/254/32a%2Fb")]
    [InlineData("/414/9506000134352/7040/1ABC")]
    [InlineData("/415/9506000134352/8020/INV-1")]
    [InlineData("/416/9506000134352")]
    [InlineData("/417/9506000134352/7040/1AB_")]
    [InlineData("/8003/00614141777778ABC")]
    [InlineData("/8004/9520614141234567")]
    [InlineData("/8006/095060001343520102/10/L/21/S1")]
    [InlineData("/8010/0614141ABC/8011/12")]
    [InlineData("/8013/1987654Ad4X4bL5ttr2310c2K")]
    [InlineData("/8017/795260646688514634")]
    [InlineData("/8018/123456789012345675/8019/123")]
    public void Every_primary_key_is_read_with_its_own_qualifiers(string path) => Assert.Equal(path, Parse(path).ToPath());

    [Theory]
    [InlineData("/shop/de/01/09506000134352/21/S1", "/shop/de", "/01/09506000134352/21/S1")]
    [InlineData("/00/faux/00/106141412345678908", "/00/faux", "/00/106141412345678908")]
    [InlineData("/01/09506000134352/21/S1/", "", "/01/09506000134352/21/S1")]
    [InlineData("/01/9506000134352", "", "/01/09506000134352")]
    [InlineData("/01/614141000036/21/S1", "", "/01/00614141000036/21/S1")]
    [InlineData("/01/96385074", "", "/01/00000096385074")]
    [InlineData("/01/09506000134352/21/01", "", "/01/09506000134352/21/01")]
    [InlineData("/01/09506000134352/10/00/21/8006", "", "/01/09506000134352/10/00/21/8006")]
    public void Stems_older_gtins_and_a_trailing_slash_are_tolerated(string path, string stem, string canonical)
    {
        var link = Parse(path);

        Assert.Equal(stem, link.Stem);
        Assert.Equal(canonical, link.ToPath());
    }

    [Theory]
    [InlineData("A%2FB", "A/B", "A%2FB")]
    [InlineData("A%2fB", "A/B", "A%2FB")]
    [InlineData("A+B", "A+B", "A%2BB")]
    [InlineData("A%252FB", "A%2FB", "A%252FB")]
    [InlineData("A%2EB", "A.B", "A.B")]
    [InlineData("100%", "100%", "100%25")]
    [InlineData("A%ZZ", "A%ZZ", "A%25ZZ")]
    public void Values_are_decoded_once(string raw, string value, string canonical)
    {
        var link = Parse($"/01/{Gtin14}/21/{raw}");

        Assert.Equal(value, link.Serial);
        Assert.Equal($"/01/{Gtin14}/21/{canonical}", link.ToPath());
    }

    [Theory]
    [InlineData("", "structure", null)]
    [InlineData("/", "structure", null)]
    [InlineData("/about/us", "structure", null)]
    [InlineData("/gtin/09506000134352", "structure", "01")]
    [InlineData("/01/", "structure", "01")]
    [InlineData("/01//09506000134352", "structure", null)]
    [InlineData("/01/09506000134352/21", "structure", "21")]
    [InlineData("/01/09506000134352/21/", "structure", "21")]
    [InlineData("/01/09506000134352/21//", "length", "21")]
    [InlineData("/01/09506000134352/ser/S1", "structure", "01")]
    [InlineData("/01/09506000134353/21/S1", "check-digit", "01")]
    [InlineData("/01/095060001343520", "length", "01")]
    [InlineData("/01/0950600013435X", "characters", "01")]
    [InlineData("/01/09506000134352/21/123456789012345678901", "length", "21")]
    [InlineData("/01/09506000134352/21/A%20B", "characters", "21")]
    [InlineData("/01/09506000134352/21/A%00B", "characters", "21")]
    [InlineData("/01/09506000134352/21/caf%C3%A9", "characters", "21")]
    [InlineData("/01/09506000134352/21/A<B", "characters", null)]
    [InlineData("/01/09506000134352/21/é", "characters", null)]
    [InlineData("/01/09506000134352/21/S1/10/L1", "order", "10")]
    [InlineData("/01/09506000134352/10/L1/22/V1", "order", "22")]
    [InlineData("/01/09506000134352/21/S1/21/S2", "duplicate", "21")]
    [InlineData("/01/09506000134352/21/S1/235/T", "qualifier", "235")]
    [InlineData("/01/09506000134352/235/T/21/S1", "qualifier", "21")]
    [InlineData("/01/09506000134352/17/261231", "qualifier", "17")]
    [InlineData("/01/09506000134352/89/X", "qualifier", "89")]
    [InlineData("/01/09506000134352/01/09506000134352", "duplicate", "01")]
    [InlineData("/01/09506000134352/21/S1/00/106141412345678908", "duplicate", "01")]
    [InlineData("/8006/095060001343520302", "content", "8006")]
    [InlineData("/8006/095060001343520002", "content", "8006")]
    [InlineData("/8010/0614141ABC/8011/012", "content", "8011")]
    [InlineData("/8003/10614141777778ABC", "content", "8003")]
    [InlineData("/8004/ABC", "content", "8004")]
    [InlineData("/8013/1987654Ad4X4bL5ttr2310c2X", "check-digit", "8013")]
    [InlineData("/417/9506000134352/7040/1AB!", "characters", "7040")]
    public void A_wrong_path_names_the_identifier_and_the_rule(string path, string code, string? ai)
    {
        Assert.Null(DigitalLink.Parse(path, null, out var error));
        Assert.Equal((code, ai), (error!.Code, error.Ai));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        if (ai is not null)
            Assert.Contains($"({ai})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_right_check_digit_and_the_right_order_are_said()
    {
        DigitalLink.Parse("/01/09506000134353", null, out var digit);
        DigitalLink.Parse($"/01/{Gtin14}/21/S1/10/L1", null, out var order);

        Assert.Equal("AI (01): the check digit is 3 and should be 2.", digit!.Message);
        Assert.Equal("AI (10): the order behind (01) is (22) (10) (21), or (235).", order!.Message);
    }

    [Theory]
    [InlineData("?17=261231&11=260200;240=AX-7")]
    [InlineData("17=261231;11=260200&&240=AX-7;")]
    public void Attributes_come_with_either_delimiter(string query)
    {
        var link = Parse($"/01/{Gtin14}", query);

        Assert.Equal([new("17", "261231"), new("11", "260200"), new("240", "AX-7")], link.Attributes);
        Assert.Empty(link.Ignored);
    }

    [Fact]
    public void Other_parameters_are_extensions()
    {
        var link = Parse($"/01/{Gtin14}", "?linkType=gs1:pip&utm_source=a%20b+c&flag&empty=&context=shop");

        Assert.Equal(
            [new("linkType", "gs1:pip"), new("utm_source", "a b c"), new("flag", null), new("empty", ""), new("context", "shop")],
            link.Extensions);
    }

    [Theory]
    [InlineData("999=1", "(999)")]
    [InlineData("17=261331", "(17)")]     // no 13th month
    [InlineData("17=250229", "(17)")]     // 2025 is no leap year
    [InlineData("17=", "(17)")]
    [InlineData("17", "(17)")]
    [InlineData("99=A%20B", "(99)")]
    [InlineData("21=S1", "(21)")]         // a qualifier is never an attribute
    [InlineData("10=L1", "(10)")]         // could have stood in the path
    [InlineData("01=09506000134352", "(01)")]
    [InlineData("7003=2601012460", "(7003)")]
    [InlineData("12345=1", "all-numeric")]
    [InlineData("=x", "without a name")]
    public void A_wrong_query_element_is_ignored_with_a_note(string query, string part)
    {
        var link = Parse($"/01/{Gtin14}", query);

        Assert.Empty(link.Attributes);
        Assert.Contains(part, Assert.Single(link.Ignored), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_repeated_attribute_the_first_counts()
    {
        var link = Parse($"/01/{Gtin14}", "99=A&99=B");

        Assert.Equal([new("99", "A")], link.Attributes);
        Assert.Single(link.Ignored);
    }

    [Fact]
    public void A_lot_beside_a_third_party_serial_is_an_attribute()
    {
        var link = Parse($"/01/{Gtin14}/235/XYZ", "10=L1");

        Assert.Equal([new("10", "L1")], link.Attributes);
        Assert.Null(link.Lot);
    }

    [Fact]
    public void A_piece_knows_the_gtin_of_its_item() =>
        Assert.Equal(Gtin14, Parse("/8006/095060001343520102").Gtin?.Value);

    [Fact]
    public void The_canonical_uri_carries_attributes_but_no_extensions()
    {
        var link = Parse($"/a/01/{Gtin14}/21/A%2fB/", "utm_source=qr&3922=0299&17=261231&99=a%2fb");

        Assert.Equal($"https://id.example.com/01/{Gtin14}/21/A%2FB?17=261231&3922=0299&99=a%2Fb", link.ToUri("https://id.example.com/"));
    }

    [Fact]
    public void The_address_of_a_unit()
    {
        Assert.True(Gtin.TryParse(Gtin14, out var gtin));

        Assert.Equal($"https://id.example.com/01/{Gtin14}/21/ABC", DigitalLink.ForUnit("https://id.example.com", gtin, "ABC"));
        Assert.Equal($"https://id.example.com/01/{Gtin14}/21/A%2FB", DigitalLink.ForUnit("https://id.example.com/", gtin, "A/B"));
        Assert.Throws<ArgumentException>(() => DigitalLink.ForUnit("https://id.example.com", gtin, "A B"));
    }

    [Theory]
    [InlineData("HTTPS://ID.EXAMPLE.COM/01/09506000134352/21/SN1")]
    [InlineData("http://localhost:5000/01/09506000134352/21/SN1#top")]
    [InlineData("https://[2001:db8::1]/01/09506000134352/21/SN1?linkType=all#top")]
    public void A_scanned_address_is_read_whole(string uri) =>
        Assert.Equal("SN1", DigitalLink.ParseUri(uri, out _)?.Serial);

    [Theory]
    [InlineData("")]
    [InlineData("/01/09506000134352")]
    [InlineData("ftp://example.com/01/09506000134352")]
    [InlineData("https://example.com")]
    [InlineData("https:///01/09506000134352")]
    [InlineData("https://$a/01/09506000134352")]
    public void What_is_no_web_address_is_refused(string uri)
    {
        Assert.Null(DigitalLink.ParseUri(uri, out var error));
        Assert.Equal("structure", error?.Code);
    }

    private static DigitalLink Parse(string path, string? query = null)
    {
        var link = DigitalLink.Parse(path, query, out var error);
        Assert.Null(error);
        return link!;
    }

    [Theory]
    [InlineData("/01/09506000134352", true)]
    [InlineData("/some/stem/01/09506000134353/foo", true)]
    [InlineData("/414/9506000134376", true)]
    [InlineData("/x/00/1/2", true)]
    [InlineData("/stem/eh30164596f40c0e5cbe991a83/", true)]
    [InlineData("/exMBZFlvQMDly-mRqD", true)]
    [InlineData("/01", false)]
    [InlineData("/some/01/", false)]
    [InlineData("/some/01//x", false)]
    [InlineData("/10/L1/21/S1", false)]
    [InlineData("/examples", false)]
    [InlineData("/gtin/09506000134352", true)]
    [InlineData("/a/GTIN/09506000134352/ser/1", true)]
    [InlineData("/gtin", false)]
    [InlineData("/eh31", false)]
    [InlineData("/", false)]
    [InlineData("", false)]
    public void A_path_is_plausible_when_it_looks_like_a_link_right_or_wrong(string path, bool plausible) => Assert.Equal(plausible, DigitalLink.IsPlausible(path));

    [Theory]
    [InlineData("/stem/sscc/106141412345678908", "structure", "00")]
    [InlineData("/415/9506000134352", "qualifier", "415")]
    [InlineData("/8006/095060001343520102/22/V1", "qualifier", "22")]
    [InlineData("/414/9506000134352/254/A/7040/1ABC", "qualifier", "7040")]
    [InlineData("/417/9506000134352/254/A", "qualifier", "254")]
    [InlineData("/8017/795260646688514634/8019/12345678901", "length", "8019")]
    [InlineData("/8010/4012345ABC/8011/012", "content", "8011")]
    [InlineData("/8004/4012345ABC123/7040/ABCD", "characters", "7040")]
    [InlineData("/8003/10614141777778", "content", "8003")]
    [InlineData("/255/9526064000028ABC", "characters", "255")]
    [InlineData("/8010/4012345abc", "characters", "8010")]
    [InlineData("/01/09506000134352//21/A", "structure", null)]
    public void A_path_that_breaks_a_rule_of_its_key_is_refused(string path, string code, string? ai)
    {
        Assert.Null(DigitalLink.Parse(path, null, out var error));
        Assert.Equal((code, ai), (error!.Code, error.Ai));
    }

    [Theory]
    [InlineData("4309", "18000000000000000000", "18000000010000000000 00000000003600000001")]
    [InlineData("8001", "12341234512301", "12341234512321 00001234512301")]
    [InlineData("7252", "2", "3 7")]
    [InlineData("7241", "80", "00 11")]
    [InlineData("7258", "1/2", "2/1 1-2 0/1")]
    [InlineData("4300", "ACME%20Ltd", "A%2 A%zz")]
    [InlineData("8007", "DE89370400440532013000", "DE00370400440532013000 de89370400440532013000 DE8")]
    [InlineData("8008", "26010123", "26010125 2601012360")]
    [InlineData("4330", "000123-", "000123+")]
    [InlineData("8026", "095060001343520102", "095060001343520302 095060001343530102")]
    public void An_attribute_in_the_query_is_taken_when_its_rule_holds(string ai, string right, string wrong)
    {
        Assert.Equal([new Element(ai, right)], Asked(right).Attributes);
        foreach (var value in wrong.Split(' '))
            Assert.StartsWith($"AI ({ai})", Assert.Single(Asked(value).Ignored), StringComparison.Ordinal);

        DigitalLink Asked(string value) => DigitalLink.Parse("/01/09506000134352", $"{ai}={Uri.EscapeDataString(value)}", out _)!;
    }
}
