namespace Nameplate.Platform.Web;

/// <summary>What a module puts into the console's navigation.</summary>
public interface INavigation
{
    IEnumerable<NavigationItem> Items { get; }
}

public enum ConsoleSection { Today, Products, Codes, Owners, Support, Commerce, Outreach, Recalls, Passports, Figures, Settings }

/// <param name="Text">In the reader's language.</param>
/// <param name="Order">Large numbers stand at the end of the section.</param>
public sealed record NavigationItem(ConsoleSection Section, string Text, string Href, int Order = 0);
