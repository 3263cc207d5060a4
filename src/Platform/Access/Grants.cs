using System.Collections.Frozen;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Access;

/// <summary>Every permission of every module, and who has it.</summary>
public sealed class Grants
{
    readonly FrozenDictionary<string, (Grant Grant, Type Texts)> byName;
    readonly IStringLocalizerFactory words;

    internal Grants(IEnumerable<GrantList> modules, IStringLocalizerFactory words)
    {
        this.words = words;
        All = [.. modules.SelectMany(m => m.Grants)];
        byName = modules.SelectMany(m => m.Grants, (m, g) => (Grant: g, m.Texts)).ToFrozenDictionary(g => g.Grant.Permission, StringComparer.Ordinal);
    }

    /// <summary>In the order the modules declare them.</summary>
    public IReadOnlyList<Grant> All { get; }

    public Grant? Find(string permission) => byName.TryGetValue(permission, out var known) ? known.Grant : null;

    public bool Has(StaffRole role, string permission) => Find(permission) is { } grant && (role == StaffRole.Owner || grant.Roles.Contains(role));

    public bool Has(KeyScopes scopes, string permission) => Find(permission) is { ForKeys: true } && scopes.Cover(permission);

    /// <summary>What a module is about, in the reader's language.</summary>
    public string ModuleInWords(string module) => All.FirstOrDefault(g => g.Module == module) is { } grant && words.Create(byName[grant.Permission].Texts)["Grant." + module] is { ResourceNotFound: false } text ? text.Value : module;

    /// <summary>What a permission lets one do, in the reader's language.</summary>
    public string InWords(string permission) =>
        byName.TryGetValue(permission, out var known) && words.Create(known.Texts)["Grant." + permission] is { ResourceNotFound: false } text ? text.Value : permission;
}
