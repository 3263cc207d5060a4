namespace Nameplate.Platform.Web;

/// <summary>Finds things of a module for the console's search field: by serial, e-mail, order, name.</summary>
public interface IConsoleSearch
{
    Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken ct);
}

/// <param name="Kind">What was found, in the reader's language: “Unit”, “Owner”, “Order”.</param>
public sealed record SearchHit(string Kind, string Title, string? Detail, string Href)
{
    /// <summary>What was typed names this and nothing else: the search goes straight to it.</summary>
    public bool IsExact { get; init; }
}

/// <summary>Something on the console's first page that needs a person, or is worth knowing today.</summary>
public interface ITodayItem
{
    Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct);
}

/// <param name="Since">Since when it waits; the oldest stands first.</param>
public sealed record TodayItem(DateTimeOffset Since, string Title, string Action, string Href)
{
    /// <summary>Where its one step is sent, when it needs nothing but a click; the title then leads to <see cref="Href"/>.</summary>
    public string? Sends { get; init; }
    /// <summary>Without this permission the button only leads there.</summary>
    public string? Needs { get; init; }
    /// <summary>Asked before it is sent.</summary>
    public string? Confirm { get; init; }
}
