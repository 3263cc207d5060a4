using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Nameplate.Platform.Web.Lists;

/// <summary>A list of the console as a bulk action sees it: which rows match, page by page.</summary>
public interface IConsoleList
{
    /// <summary>Names it: <c>units</c>.</summary>
    string Key { get; }

    /// <summary>Its address: <c>/admin/units</c>.</summary>
    string Path { get; }

    /// <summary>What of an address may be kept: its order and the filters that name no person.</summary>
    IReadOnlyCollection<string> Keeps { get; }

    /// <summary>“1,204 units”, in the reader's language.</summary>
    string Say(int count);

    Task<int> Count(ListQuery asked, int most, CancellationToken ct);

    /// <summary>Keys of the rows that match, in the order of the list, and the mark of the last.</summary>
    Task<(IReadOnlyList<string> Keys, string? Mark)> Keys(ListQuery asked, string? mark, int limit, CancellationToken ct);
}

/// <summary>A list of the console as its module declares it: columns, filters, orders that an index allows, and the query behind it.</summary>
public abstract class ConsoleList<T> : IConsoleList
{
    public abstract string Key { get; }
    public abstract IReadOnlyList<ListColumn<T>> Columns { get; }
    public abstract IReadOnlyList<ListFilter> Filters { get; }
    /// <summary>The first is the usual one.</summary>
    public abstract IReadOnlyList<ListOrder<T>> Orders { get; }
    public abstract string Say(int count);
    /// <summary>The address of the row's own page; null when the panel beside the list is all there is.</summary>
    public virtual string? Opens(T row) => null;
    /// <summary>Names the row in bulk actions, and in the address of its panel.</summary>
    public abstract string KeyOf(T row);
    /// <summary>What is read aloud when the row is ticked.</summary>
    public abstract string NameOf(T row);
    public abstract IQueryable<T> Matching(ListQuery asked);

    /// <summary>What the panel beside the list shows of a row, read with the same few queries whatever hangs on it; null when there is no such row.</summary>
    public abstract Task<Glance?> Look(string key, CancellationToken ct);

    public virtual string Path => "/admin/" + Key;
    public IReadOnlyCollection<string> Keeps => ["order", .. Filters.Where(f => !f.IsPersonal).Select(f => f.Key)];
    /// <summary>The row changes by itself: the page looks again.</summary>
    public virtual bool IsBusy(T row) => false;

    /// <summary>Reads what columns and filters need besides the rows, such as names of products.</summary>
    public virtual Task Prepare(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Reads what belongs to these rows and lies elsewhere, such as units of registrations.</summary>
    public virtual Task Fill(IReadOnlyList<T> rows, CancellationToken ct) => Task.CompletedTask;

    public ListOrder<T> OrderOf(ListQuery asked) => Orders.FirstOrDefault(o => o.Key == asked["order"]) ?? Orders[0];

    public Task<int> Count(ListQuery asked, int most, CancellationToken ct) => Matching(asked).Take(most).CountAsync(ct);

    /// <summary>The rows behind a mark.</summary>
    public IQueryable<T> After(ListQuery asked, string? mark)
    {
        var order = OrderOf(asked);
        return order.Sort(PageMark.Read(mark, order.Marks) is { } keys ? order.Behind(Matching(asked), keys) : Matching(asked));
    }

    public string MarkOf(ListQuery asked, T row) => PageMark.Of(OrderOf(asked).Mark(row));

    public async Task<(IReadOnlyList<string> Keys, string? Mark)> Keys(ListQuery asked, string? mark, int limit, CancellationToken ct)
    {
        var rows = await After(asked, mark).Take(limit).ToListAsync(ct);
        return ([.. rows.Select(KeyOf)], rows.Count == 0 ? mark : MarkOf(asked, rows[^1]));
    }
}

/// <summary>How a column looks.</summary>
public enum ColumnLook { Text, Number, Code, State, Picture, Time }

/// <param name="Key">Also its name in the file.</param>
/// <param name="Text">What is shown of a row.</param>
public sealed record ListColumn<T>(string Key, string Heading, Func<T, string?> Text)
{
    public ColumnLook Look { get; init; }
    /// <summary>For a state: good, busy, bad or nothing.</summary>
    public Func<T, string?>? Tone { get; init; }
    /// <summary>A quieter second line.</summary>
    public Func<T, string?>? Below { get; init; }
    /// <summary>The value in the file, in the form the import reads; columns without one are not in it.</summary>
    public Func<T, string?>? Csv { get; init; }
    /// <summary>Shown as long as nobody chose.</summary>
    public bool IsUsual { get; init; } = true;
    /// <summary>Carries the link to the row's page, and cannot be hidden.</summary>
    public bool IsName { get; init; }
    /// <summary>The order its heading asks for.</summary>
    public string? Order { get; init; }
}

/// <param name="Key">Its name in the address.</param>
public sealed record ListFilter(string Key, string Label)
{
    /// <summary>One of these; any text when null.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options { get; init; }
    /// <summary>Asked by a link from elsewhere: a chip, no field.</summary>
    public bool IsHidden { get; init; }
    public bool IsCode { get; init; }
    /// <summary>Its value may name a person, such as an e-mail address: it is never kept.</summary>
    public bool IsPersonal { get; init; }
    /// <summary>The type of its field.</summary>
    public string Type { get; init; } = "search";

    public string Say(string value) => Options?.FirstOrDefault(o => o.Value == value).Text ?? (Type == "date" && Day(value) is { } day ? day.Short() : value);

    /// <summary>The day that a filter of days asks for.</summary>
    public static DateOnly? Day(string? value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200 ? day : null;
}

/// <param name="Key">Its name in the address; a minus in front turns it round.</param>
/// <param name="Marks">How many values name a place in it.</param>
/// <param name="Behind">Only rows behind the place that the values name.</param>
/// <param name="Mark">The place of a row.</param>
public sealed record ListOrder<T>(string Key, int Marks, Func<IQueryable<T>, IQueryable<T>> Sort, Func<IQueryable<T>, string[], IQueryable<T>> Behind, Func<T, string[]> Mark);
