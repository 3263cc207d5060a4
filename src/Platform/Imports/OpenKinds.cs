using Nameplate.Platform.Access;

namespace Nameplate.Platform.Imports;

/// <summary>The kinds of files the caller may import. Imports of other kinds, and what was refused of them, are not shown either: their rows may name people.</summary>
internal sealed class OpenKinds(IEnumerable<ImportKind> kinds, Rights rights)
{
    public IReadOnlyList<ImportKind> All { get; } = [.. kinds.Where(k => rights.May(k.Needs))];
    public string[] Names => [.. All.Select(k => k.Kind)];

    /// <summary>The permission that is missing for files of a kind.</summary>
    public string? Missing(string? kind) => kinds.FirstOrDefault(k => k.Kind == kind) is { } known && !rights.May(known.Needs) ? known.Needs : null;
}
