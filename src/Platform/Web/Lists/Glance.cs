using Nameplate.Platform.Bulk;

namespace Nameplate.Platform.Web.Lists;

/// <summary>A record at a glance, in the panel beside its list: what one needs to know of it, and what is done with it in one step.</summary>
/// <param name="title">What people know it by.</param>
public sealed class Glance(string title)
{
    public string Title => title;
    /// <summary>A serial or a code.</summary>
    public bool IsCode { get; init; }
    /// <summary>The record's own page; null when the panel is all there is.</summary>
    public string? Page { get; init; }
    public string? Picture { get; init; }
    public string? State { get; init; }
    /// <summary>Good, busy, bad or nothing.</summary>
    public string? Tone { get; init; }
    public List<GlanceFact> Facts { get; init; } = [];
    public List<GlancePart> Parts { get; init; } = [];
    public List<GlanceStep> Steps { get; init; } = [];
}

/// <summary>One thing known of it; without a text it is not shown.</summary>
public sealed record GlanceFact(string Label, string? Text)
{
    public string? Href { get; init; }
    public bool IsCode { get; init; }
}

/// <summary>Something more that belongs to it, such as the lines of an order.</summary>
public sealed record GlancePart(string Title, IReadOnlyList<GlanceLine> Lines)
{
    /// <summary>What is shown as it was written, such as the body of a message.</summary>
    public string? Verbatim { get; init; }
}

public sealed record GlanceLine(string Text, string? Detail = null, string? Href = null)
{
    public bool IsCode { get; init; }
}

/// <summary>A button that does one thing and comes back to the list.</summary>
/// <param name="Action">Where the form is sent.</param>
public sealed record GlanceStep(string Text, string Action)
{
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];
    /// <summary>A field to be filled in, such as the number of a parcel.</summary>
    public BulkField? Asks { get; init; }
    public string? Confirm { get; init; }
    /// <summary>It stands below the facts: not what is done next.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>A bulk action on this one row, which can be undone where that action can.</summary>
    /// <param name="action">Its key.</param>
    public static GlanceStep Of(string text, string action, string row, BulkField? asks = null) => new(text, "/admin/changes/start") { Fields = [("action", action), ("row", row)], Asks = asks, IsQuiet = true };
}

/// <summary>What a module adds to the panel of another module's records.</summary>
public interface IGlance
{
    /// <summary>The key of the list.</summary>
    string List { get; }

    /// <param name="glance">What is shown so far.</param>
    /// <param name="key">The key of the row.</param>
    /// <param name="ct">Ends when nobody waits any more.</param>
    Task Add(Glance glance, string key, CancellationToken ct);
}
