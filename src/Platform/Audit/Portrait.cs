using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Nameplate.Platform.EventLog;

namespace Nameplate.Platform.Audit;

/// <summary>What the audit says of one changed row.</summary>
internal sealed record Portrait(AuditChange Change, string Subject, string Id, string? Name, string? Before, string? After)
{
    /// <summary>Stands for a value that is not written down.</summary>
    const string Hidden = "•••";
    const int Longest = 500;

    enum Kind { Open, Personal, Secret }

    static readonly ConcurrentDictionary<Type, bool> Audited = new();
    static readonly ConcurrentDictionary<MemberInfo, Kind> Kinds = new();

    public static bool IsAudited(IEntityType type) => Audited.GetOrAdd(type.ClrType, static t => t.GetCustomAttribute<UnauditedAttribute>() is null && !typeof(ILogRow).IsAssignableFrom(t));

    /// <returns>Null when nothing of the row changed.</returns>
    public static Portrait? Of(EntityEntry row)
    {
        var (change, before, after) = row.State switch
        {
            EntityState.Added => (AuditChange.Added, null, Values(row.Properties.Where(p => p.CurrentValue is not null), p => p.CurrentValue)),
            EntityState.Deleted => (AuditChange.Removed, Values(row.Properties.Where(p => p.OriginalValue is not null), p => p.OriginalValue), null),
            _ => (AuditChange.Changed, Values(Changed(row), p => p.OriginalValue), Values(Changed(row), p => p.CurrentValue)),
        };
        return change == AuditChange.Changed && after is null ? null : new(change, SubjectOf(row.Metadata.ClrType), IdOf(row), NameOf(row), before, after);
    }

    static IEnumerable<PropertyEntry> Changed(EntityEntry row) => row.Properties.Where(p => p.IsModified && !Equals(p.OriginalValue, p.CurrentValue));

    static string? Values(IEnumerable<PropertyEntry> properties, Func<PropertyEntry, object?> value)
    {
        var values = properties.Where(p => p.Metadata.Name != nameof(ILogRow.BrandId) && KindOf(p.Metadata) != Kind.Secret)
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Metadata.Name), p => Written(p, value(p)));
        return values.Count == 0 ? null : EventName.Write(values);
    }

    static object? Written(PropertyEntry property, object? value) => value switch
    {
        null => null,
        _ when KindOf(property.Metadata) == Kind.Personal => Hidden,
        string { Length: > Longest } text => text[..Longest] + "…",
        _ => value,
    };

    /// <summary><c>Nameplate.Commerce.Parts.Part</c> is a <c>commerce.part</c>.</summary>
    public static string SubjectOf(Type type) => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(type.Namespace!.Split('.')[1])}.{JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name)}";

    static string IdOf(EntityEntry row) => string.Join('/', row.Metadata.FindPrimaryKey()!.Properties.Where(p => p.Name != nameof(ILogRow.BrandId) && KindOf(p) == Kind.Open).Select(p => Text(row.Property(p).CurrentValue)));

    /// <summary>The values of its first unique index that names nobody.</summary>
    static string? NameOf(EntityEntry row) =>
        row.Metadata.GetIndexes().FirstOrDefault(i => i.IsUnique && i.Properties.All(p => KindOf(p) == Kind.Open) && i.Properties.Any(p => p.ClrType == typeof(string))) is { } index
            ? string.Join(' ', index.Properties.Where(p => p.Name != nameof(ILogRow.BrandId)).Select(p => Text(row.Property(p).CurrentValue))) : null;

    static string? Text(object? value) => value is Enum e ? Storage.Snake.Case(e.ToString()) : Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>What a class that is not ours keeps of a person is never written.</summary>
    static Kind KindOf(IReadOnlyProperty property) => property.PropertyInfo is not { } p ? Kind.Open : Kinds.GetOrAdd(p, static p =>
        p.GetCustomAttribute<SecretAttribute>() is not null ? Kind.Secret
        : p.GetCustomAttribute<PersonalAttribute>() is not null ? Kind.Personal
        : p.DeclaringType!.Namespace!.StartsWith("Nameplate.", StringComparison.Ordinal) || p.Name == "Id" ? Kind.Open : Kind.Secret);
}
