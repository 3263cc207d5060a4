using Nameplate.Platform.Web;

namespace Nameplate.Tests.Platform.Web;

public class DatesTests
{
    [Theory]
    [InlineData("en", "1 October 2026", "1 Oct 2026"), InlineData("de", "1. Oktober 2026", "1. Okt. 2026"), InlineData("fr", "1er octobre 2026", "1er oct. 2026"), InlineData("es", "1 de octubre de 2026", "1 oct 2026")]
    public void The_first_of_a_month_is_written_as_the_reader_writes_it(string language, string @long, string @short)
    {
        using var speaking = Languages.Speak(language);
        var day = new DateOnly(2026, 10, 1);
        Assert.Equal((@long, @short), (day.Long(), day.Short()));
        Assert.StartsWith("2", day.AddDays(1).Short(), StringComparison.Ordinal);
    }
}
