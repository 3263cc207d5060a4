using FsCheck;
using FsCheck.Fluent;

namespace Nameplate.Gs1.Tests;

public class GtinTests
{
    private static readonly Arbitrary<string> Gtins =
        Gen.Elements(7, 11, 12, 13)
            .SelectMany(length => Gen.Choose(0, 9).ArrayOf(length))
            .Select(digits => string.Concat(digits))
            .Select(body => body + CheckDigit.Of(body))
            .ToArbitrary();

    [Theory]
    [InlineData("09506000134352", "09506000134352")]
    [InlineData("9506000134352", "09506000134352")]   // EAN-13
    [InlineData("614141000036", "00614141000036")]    // UPC-A
    [InlineData("96385074", "00000096385074")]        // EAN-8
    public void Every_printed_length_becomes_14_digits(string printed, string expected)
    {
        Assert.True(Gtin.TryParse(printed, out var gtin));
        Assert.Equal(expected, gtin.Value);
        Assert.Equal(expected, gtin.ToString());
        Assert.Null(Gtin.Explain(printed));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("09506000134353", "should be 2: 09506000134352")]
    [InlineData("950600013435", "should be 9: 950600013439")]
    [InlineData("123", "this one has 3")]
    [InlineData("095060001343520", "this one has 15")]
    [InlineData(" 9506000134352", "a space at place 1")]
    [InlineData("9506000134352\n", "at place 14")]
    [InlineData("950600O134352", "'O' at place 7")]
    [InlineData("٩٥٠٦٠٠٠١٣٤٣٥٢", "only digits")]
    public void What_is_wrong_is_said_in_a_sentence(string? text, string part)
    {
        Assert.False(Gtin.TryParse(text, out _));
        var sentence = Gtin.Explain(text);
        Assert.Contains(part, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_single_wrong_digit_is_found() =>
        Prop.ForAll(
            Gtins,
            Gen.Choose(0, 13).Zip(Gen.Choose(1, 9)).ToArbitrary(),
            static (right, error) =>
            {
                var wrong = right.ToCharArray();
                var at = error.Item1 % wrong.Length;
                wrong[at] = (char)('0' + ((wrong[at] - '0' + error.Item2) % 10));
                return Gtin.TryParse(right, out _) && !Gtin.TryParse(new string(wrong), out _);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Explain_and_TryParse_agree() =>
        Prop.ForAll(
            Gen.OneOf(Gtins.Generator, ArbMap.Default.GeneratorFor<string>()).ToArbitrary(),
            static text => Gtin.TryParse(text, out _) == (Gtin.Explain(text) is null)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_item_is_the_same_gtin()
    {
        Assert.True(Gtin.TryParse("9506000134352", out var short13));
        Assert.True(Gtin.TryParse("09506000134352", out var full));
        Assert.Equal(full, short13);
        Assert.NotEqual(default, full);
    }
}
