namespace Nameplate.Platform.Privacy;

/// <summary>
/// What a module holds about people who are not colleagues: how it is handed out, why some of it must stay, and how it is cleared.
/// A generated test walks the model: each column that is personal, or sounds like it, is in <see cref="Columns"/> of some module.
/// </summary>
public interface IPersonalData
{
    /// <summary>Every personal column of the module, and each that only sounds personal with the reason why it is not.</summary>
    IReadOnlyList<PersonalColumn> Columns { get; }

    /// <summary>Whose address it is, where this module is the one that knows people.</summary>
    Task<Guid?> OwnerOf(string email, CancellationToken ct) => Task.FromResult<Guid?>(null);

    /// <summary>Everything on record of a person, part by part; none where nothing is.</summary>
    Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct);

    /// <summary>What has to stay for now, and why.</summary>
    Task<IReadOnlyList<Hold>> Holds(DataSubject subject, CancellationToken ct) => Task.FromResult<IReadOnlyList<Hold>>([]);

    /// <summary>Looks for what takes long to find, before anything is written.</summary>
    Task Seek(DataSubject subject, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Clears what no hold keeps, in the caller's transaction; the caller saves. What remains names nobody, and no figure changes.</summary>
    Task Erase(Erasure erasure, CancellationToken ct);
}

/// <summary>A person as the records know one: by an address, and, where there is one, as an owner.</summary>
public sealed record DataSubject(string Email, Guid? Owner)
{
    public string Key { get; } = Email.Trim().ToLowerInvariant();
}

/// <param name="Row">The class that is mapped to the table.</param>
/// <param name="NotPersonal">Why it names nobody, or nobody but a colleague, where it only sounds personal.</param>
public sealed record PersonalColumn(Type Row, string Property, string? NotPersonal = null)
{
    /// <summary>Those of one table.</summary>
    public static IEnumerable<PersonalColumn> Of<T>(params string[] properties) => properties.Select(p => new PersonalColumn(typeof(T), p));

    /// <summary>Those that only sound personal, for one reason.</summary>
    public static IEnumerable<PersonalColumn> Not<T>(string why, params string[] properties) => properties.Select(p => new PersonalColumn(typeof(T), p, why));
}

/// <summary>Rows of one kind that are handed out to the person they are about.</summary>
/// <param name="Name">Of its file: <c>orders</c>.</param>
/// <param name="Columns">In camelCase.</param>
public sealed record PersonalPart(string Name, IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    public static IEnumerable<PersonalPart> Of<T>(string name, IReadOnlyCollection<T> rows, params (string Column, Func<T, object?> Value)[] columns) =>
        rows.Count == 0 ? [] : [new(name, [.. columns.Select(c => c.Column)], [.. rows.Select(r => columns.Select(c => c.Value(r)).ToArray())])];
}

/// <summary>Something that has to stay although its deletion is asked for.</summary>
/// <param name="Key">Such as <c>invoices</c>.</param>
/// <param name="What">What stays, in the reader's language.</param>
/// <param name="Why">In the reader's language, as one plain sentence.</param>
/// <param name="Until">Then it is cleared by itself.</param>
public sealed record Hold(string Key, string What, string Why, DateTimeOffset Until)
{
    /// <summary>It is kept for the person's own good, who may give it up.</summary>
    public bool CanBeGivenUp { get; init; }
    /// <summary>It keeps who owns what; a hold without it keeps only rows of its own module.</summary>
    public bool KeepsOwner { get; init; }
}

/// <summary>A person's data as it is being cleared.</summary>
public sealed class Erasure(DataSubject subject, IReadOnlyList<Hold> holds, DateTimeOffset now)
{
    readonly SortedDictionary<string, int> cleared = new(StringComparer.Ordinal);
    readonly List<Files.StoredFile> files = [];

    public DataSubject Subject => subject;
    /// <summary>What is not cleared yet.</summary>
    public IReadOnlyList<Hold> Holds => holds;
    public DateTimeOffset Now => now;
    /// <summary>Rows by what they are: figures, never whose.</summary>
    public IReadOnlyDictionary<string, int> Cleared => cleared;
    internal IReadOnlyList<Files.StoredFile> Files => files;

    /// <summary>Until when who owns what stays; null when it goes.</summary>
    public DateTimeOffset? OwnerStaysUntil => holds.Where(h => h.KeepsOwner).Max(h => (DateTimeOffset?)h.Until);

    public bool IsHeld(string key) => holds.Any(h => h.Key == key);

    /// <param name="what">Such as <c>messages</c>; the words <c>Cleared.messages</c> name it.</param>
    public void Count(string what, int rows)
    {
        if (rows > 0) cleared[what] = cleared.GetValueOrDefault(what) + rows;
    }

    /// <summary>Its bytes go once its row is gone for good.</summary>
    public void Remove(Files.StoredFile file) => files.Add(file);
}
