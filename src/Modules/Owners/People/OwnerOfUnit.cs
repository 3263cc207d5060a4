using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.People;

/// <summary>Whose a unit is, in its panel, for those who may see owners.</summary>
internal sealed class OwnerOfUnit(IOwners owners, Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    public string List => "units";

    public async Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (!rights.May("owners.people.read") || !Guid.TryParse(key, out var unit) || await owners.OwnershipOf(unit, ct) is not { } owned) return;
        if ((await owners.People([owned.Person], ct)).GetValueOrDefault(owned.Person) is { } person) glance.Facts.Insert(0, new(words["Owner"], person.Name ?? person.Email) { Href = $"/admin/owners?open={person.Id}" });
    }
}
