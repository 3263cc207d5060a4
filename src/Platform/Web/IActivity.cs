namespace Nameplate.Platform.Web;

/// <summary>Something that happens by itself, counted for the console's first page.</summary>
public interface IActivity
{
    /// <summary>The page that shows more; who may not open it does not see the count.</summary>
    string Href { get; }

    Task<ActivityCount> Count(DateTimeOffset before, DateTimeOffset from, DateTimeOffset to, CancellationToken ct);
}

/// <param name="Text">What is counted, in the reader's language.</param>
/// <param name="Now">How many between from and to; above <see cref="Most"/> it is not counted on.</param>
/// <param name="Before">How many in the time of the same length before.</param>
public sealed record ActivityCount(string Text, int Now, int Before)
{
    public const int Most = 20_000;
}
