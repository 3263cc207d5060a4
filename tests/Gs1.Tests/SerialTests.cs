namespace Nameplate.Gs1.Tests;

public class SerialTests
{
    [Theory]
    [InlineData("A")]
    [InlineData("SN-0001")]
    [InlineData("12345678901234567890")]
    [InlineData("!\"%&'()*+,-./_:;<=>?")]
    public void Set_82_up_to_20_characters(string serial)
    {
        Assert.True(Serial.IsValid(serial));
        Assert.Null(Serial.Explain(serial));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("123456789012345678901", "this one has 21")]
    [InlineData("A B", "a space at place 2")]
    [InlineData("A#B", "'#' at place 2")]
    [InlineData("A$B", "'$'")]
    [InlineData("café", "place 4")]
    public void What_is_wrong_is_said_in_a_sentence(string? serial, string part)
    {
        Assert.False(Serial.IsValid(serial));
        Assert.Contains(part, Serial.Explain(serial), StringComparison.Ordinal);
    }
}
