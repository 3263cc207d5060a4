using System.Globalization;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Limits;

namespace Nameplate.Architecture.Tests;

/// <summary>What docs/security.md says is what the program does.</summary>
public class SecurityPageTests
{
    static readonly string Page = Repository.Read("docs/security.md");

    [Fact]
    public void The_page_names_every_kind_of_security_event() => Assert.All(SecurityKinds.All, k => Assert.Contains($"| `{k}` |", Page, StringComparison.Ordinal));

    [Fact]
    public void The_page_names_every_reason_that_the_code_gives()
    {
        var given = Repository.Files("src", ".cs").SelectMany(f => Repository.Read(f).Split('\n')).Where(l => l.Contains("SecurityKinds.", StringComparison.Ordinal) && l.Contains("Note(", StringComparison.Ordinal))
            .SelectMany(l => l[(l.IndexOf("SecurityKinds.", StringComparison.Ordinal) + 14)..].Split('"').Where((_, n) => n % 2 == 1)).ToHashSet(StringComparer.Ordinal);
        Assert.True(given.Count > 10, string.Join(", ", given));
        Assert.All(given, r => Assert.Contains($"`{r}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_names_the_limits_that_hold()
    {
        var limits = new LimitSettings();
        foreach (var (number, what) in ((int, string)[])[(limits.CallsPerKey, "a minute a key"), (limits.CallsPerAddress, "an address"), (limits.FormsPerAddress, "a minute an address")])
            Assert.Contains($"{number.ToString("#,0", CultureInfo.InvariantCulture)} {what}", Page, StringComparison.Ordinal);
        foreach (var (file, said, shown) in ((string, string, string)[])
        [
            ("src/Modules/Commerce/Orders/PlaceOrder.cs", "MostLines = 50, MostOfOne = 99", "50 lines of 1 to 99 pieces"), ("src/Modules/Products/Mints/Mint.cs", "Most = 1_000_000", "1,000,000 serials"),
            ("src/Platform/Access/SignInThrottle.cs", "Most = 30", "30 at once"), ("src/Platform/Access/SignInLink.cs", "MostTries = 5", "5 tries a mail"), ("src/Host/Composition.cs", "8L << 20", "8 MB"), ("src/Platform/Files/KeepPicture.cs", "2 << 20", "a picture 2 MB"),
        ])
        {
            Assert.Contains(said, Repository.Read(file), StringComparison.Ordinal);
            Assert.Contains(shown, Page, StringComparison.Ordinal);
        }
    }
}
