using FsCheck;
using FsCheck.Fluent;

namespace Nameplate.Gs1.Tests;

public class EpcBinaryTests
{
    private const string Set82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    // each of the ways in which a serial can be written, and what needs the last of them
    private static readonly Gen<string> Serials =
        Gen.Elements("0123456789", "123456789", "0123456789ABCDEF", "0123456789abcdef", "ABCXYZ-.:0123", "ABCxyz-_09", Set82)
            .SelectMany(set => Gen.Choose(1, 20).SelectMany(length => Gen.Elements(set.ToCharArray()).ArrayOf(length)))
            .Select(c => new string(c));

    private static readonly Gen<string> Gtins =
        Gen.Choose(0, 9).ArrayOf(13).Select(digits => string.Concat(digits)).Select(body => body + CheckDigit.Of(body));

    [Theory]
    [InlineData("/eh30164596f40c0e5cbe991a83", "/01/09528765123457/21/123456789123")]      // SGTIN-96
    [InlineData("/eh30164596F40C0E5CBE991A83", "/01/09528765123457/21/123456789123")]
    [InlineData("/eh30164596f40c0e5cbe991a830000", "/01/09528765123457/21/123456789123")]
    [InlineData("/exMBZFlvQMDly-mRqD", "/01/09528765123457/21/123456789123")]
    [InlineData("/exMBZFlvQMDly-mRqD/", "/01/09528765123457/21/123456789123")]
    [InlineData("/eh3074257bf7194e4000001a85", "/01/80614141123458/21/6789")]
    [InlineData("/eh3674257bf6b7a659b2c2bf1000000000000000000000000000", "/01/70614141123451/21/32a%2Fb")]      // SGTIN-198
    [InlineData("/ehf73795211411234538566cb0afc4", "/01/79521141123453/21/32a%2Fb")]      // SGTIN+
    [InlineData("/exf73795", null)]
    [InlineData("/ehfb3244567952114112345305", null)]      // ends in the middle
    [InlineData("/stem/eh3074257bf7194e4000001a85", "/01/80614141123458/21/6789")]
    [InlineData("/eh3074257bf7194e4000001a850001", null)]      // something behind it
    [InlineData("/eh3074257bf7194e4000001a8", null)]
    [InlineData("/eh307c257bf7194e4000001a85", null)]      // no such partition
    [InlineData("/eh3077ffffff194e4000001a85", null)]      // a company prefix of eight digits in seven
    [InlineData("/eh3674257bf6b7a640000000000000000000000000000000000000", null)]      // no serial
    [InlineData("/eh310000000000000000000000", null)]      // SSCC-96
    [InlineData("/ehf7379521141123453c566cb0afc4", null)]      // no such encoding
    [InlineData("/ehf7379521141123453000", null)]
    [InlineData("/eh", null)]
    [InlineData("/ex", null)]
    [InlineData("/ehxyz", null)]
    public void A_compressed_form_is_the_link_in_full(string path, string? full)
    {
        var link = DigitalLink.Parse(path, null, out var error);

        Assert.Equal(full, link?.ToPath());
        Assert.Equal(full is null ? "structure" : null, error?.Code);
    }

    [Fact]
    public void The_serial_of_a_tag_is_checked_like_any_other()
    {
        var spaced = DigitalLink.Parse("/ehf7379521141123453" + "83" + "6190c80", null, out var error);      // "a b", of seven bits each

        Assert.Null(spaced);
        Assert.Equal(("characters", "21"), (error?.Code, error?.Ai));
        Assert.Null(DigitalLink.Parse("/ehf73795211411234548566cb0afc4", null, out error));
        Assert.Equal(("check-digit", "01"), (error?.Code, error?.Ai));
    }

    [Fact]
    public void The_date_of_a_tag_becomes_an_attribute_and_the_query_stays()
    {
        // use by (4) 26-12-31
        var link = DigitalLink.Parse("/ehfb34" + "359f" + "79521141123453" + "8566cb0afc4", "?98=X&linkType=linkset", out _)!;

        Assert.Equal("/01/79521141123453/21/32a%2Fb", link.ToPath());
        Assert.Equal([new("17", "261231"), new Element("98", "X")], link.Attributes);
        Assert.Equal("linkset", Assert.Single(link.Extensions).Value);
    }

    [Fact]
    public void Whatever_was_compressed_comes_back() =>
        Prop.ForAll(Gtins.ToArbitrary(), Serials.ToArbitrary(), static (gtin, serial) =>
        {
            var link = DigitalLink.Parse($"/01/{gtin}/21/{Uri.EscapeDataString(serial)}", null, out _)!;
            var compressed = EpcBinary.Compress(link)!;
            return DigitalLink.Parse(compressed, null, out _)?.ToPath() == link.ToPath();
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("/01/09506000134352")]
    [InlineData("/01/09506000134352/10/L1/21/S1")]
    [InlineData("/8006/095060001343520102/21/S1")]
    [InlineData("/00/106141412345678908")]
    public void What_no_tag_of_a_trade_item_holds_is_not_compressed(string path) =>
        Assert.Null(EpcBinary.Compress(DigitalLink.Parse(path, null, out _)!));
}
