using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Many units of fleets get another site: each the site of that name in its own company. It can be put back.</summary>
internal sealed class SetSite(AppDb db, MoveUnits move, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "fleet";
    public string Key => "fleet.site";
    public string Permission => "owners.companies.write";
    public string Text => words["Bulk.fleet.site"];
    public bool CanBeUndone => true;
    public IReadOnlyList<BulkField> Fields => [new("value", words["Company.Site"]) { Help = words["Bulk.fleet.siteHelp"] }];

    public string Read(ConsoleForm form) => form.Text("value") ?? "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        var units = await Units(keys, ct);
        Guid[] companies = [.. units.Select(f => f.CompanyId).Distinct()];
        var name = Company.KeyOf(argument);
        var sites = name.Length == 0 ? [] : await db.Set<CompanySite>().AsNoTracking().Where(s => companies.Contains(s.CompanyId) && s.NameKey == name).ToDictionaryAsync(s => s.CompanyId, s => s.Id, ct);
        List<FleetUnit> changed = [];
        List<BulkRow> rows = [];
        foreach (var unit in units)
        {
            Guid? site = sites.TryGetValue(unit.CompanyId, out var found) ? found : null;
            if ((name.Length > 0 && site is null) || unit.SiteId == site) continue;
            rows.Add(new(unit.RegistrationId.ToString(), unit.SiteId?.ToString(), site?.ToString()));
            unit.SiteId = site;
            changed.Add(unit);
        }
        move.Tell(changed);
        return rows;
    }

    public async Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        var units = (await Units([.. rows.Select(r => r.Key)], ct)).ToDictionary(f => f.RegistrationId.ToString());
        Guid[] before = [.. rows.Select(r => r.Before).OfType<string>().Distinct().Select(Guid.Parse)];
        var there = await db.Set<CompanySite>().Where(s => before.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
        List<FleetUnit> restored = [];
        foreach (var row in rows)
            if (units.GetValueOrDefault(row.Key) is { } unit && unit.SiteId?.ToString() == row.After)
            {
                unit.SiteId = row.Before is null || !there.Contains(Guid.Parse(row.Before)) ? null : Guid.Parse(row.Before);
                restored.Add(unit);
            }
        move.Tell(restored);
        return restored.Count;
    }

    Task<List<FleetUnit>> Units(IReadOnlyList<string> keys, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        return db.Set<FleetUnit>().Where(f => ids.Contains(f.RegistrationId)).ToListAsync(ct);
    }
}

/// <summary>Takes many units out of their fleets. They stay registered to whom they are, and it can be put back.</summary>
internal sealed class TakeOut(AppDb db, CurrentBrand brand, MoveUnits move, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "fleet";
    public string Key => "fleet.out";
    public string Permission => "owners.companies.write";
    public string Text => words["Bulk.fleet.out"];
    public bool CanBeUndone => true;
    public IReadOnlyList<BulkField> Fields => [];

    public string Read(ConsoleForm form) => "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        var units = await db.Set<FleetUnit>().Where(f => ids.Contains(f.RegistrationId)).ToListAsync(ct);
        db.RemoveRange(units);
        move.Tell(units);
        return [.. units.Select(f => new BulkRow(f.RegistrationId.ToString(), string.Create(CultureInfo.InvariantCulture, $"{f.CompanyId} {f.UnitId} {f.SiteId} {f.Since.UtcTicks} {f.AddedAt.UtcTicks}"), null))];
    }

    public async Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(r => Guid.Parse(r.Key))];
        var there = await db.Set<FleetUnit>().Where(f => ids.Contains(f.RegistrationId)).Select(f => f.RegistrationId).ToListAsync(ct);
        var was = rows.Where(r => !there.Contains(Guid.Parse(r.Key))).Select(r => (Id: Guid.Parse(r.Key), Parts: r.Before!.Split(' '))).ToList();
        Guid[] asked = [.. was.Select(w => w.Parts[2]).Where(s => s.Length > 0).Distinct().Select(Guid.Parse)];
        var sites = await db.Set<CompanySite>().Where(s => asked.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct);
        List<FleetUnit> restored = [.. was.Select(w => new FleetUnit
        {
            BrandId = brand.Id, RegistrationId = w.Id, CompanyId = Guid.Parse(w.Parts[0]), UnitId = Guid.Parse(w.Parts[1]), SiteId = Guid.TryParse(w.Parts[2], out var site) && sites.Contains(site) ? site : null, Since = Time(w.Parts[3]), AddedAt = Time(w.Parts[4]),
        })];
        db.AddRange(restored);
        move.Tell(restored);
        return restored.Count;
    }

    static DateTimeOffset Time(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
