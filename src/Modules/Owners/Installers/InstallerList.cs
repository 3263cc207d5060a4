using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Installers;

/// <summary>The console's list of installers, the newest first.</summary>
internal sealed class InstallerList(AppDb db, IStringLocalizer<Texts> words) : ConsoleList<InstallerList.Row>
{
    /// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required Installer Installer { get; init; }
        public required int Units { get; init; }
    }

    const string Yes = "yes", No = "no";

    public override string Key => "installers";

    public override IReadOnlyList<ListColumn<Row>> Columns =>
    [
        new("name", words["Name"], r => r.Installer.Name) { IsName = true, Csv = r => r.Installer.Name },
        new("company", words["Installer.Company"], r => r.Installer.Company) { Csv = r => r.Installer.Company },
        new("email", words["Email"], r => r.Installer.Email) { Csv = r => r.Installer.Email },
        new("units", words["Installer.Units"], r => r.Units.Counted()) { Look = ColumnLook.Number, Csv = r => r.Units.InFile() },
        new("active", words["Installer.State"], r => words[r.Installer.Active ? "Installer.Active" : "Installer.Inactive"]) { Look = ColumnLook.State, Tone = r => r.Installer.Active ? "good" : null, Csv = r => r.Installer.Active ? "true" : "false" },
        new("known_since", words["Owner.Since"], r => r.Installer.CreatedAt.Short()) { Look = ColumnLook.Time, Csv = r => r.Installer.CreatedAt.InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("active", words["Installer.State"]) { Options = [(Yes, words["Installer.Active"]), (No, words["Installer.Inactive"])] }];

    public override IReadOnlyList<ListOrder<Row>> Orders =>
    [
        new("-since", 1, q => q.OrderByDescending(r => r.Installer.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Installer.Id < id) : q, r => [r.Installer.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Installers.One" : "Installers.Many", count.Counted()];
    public override string Opens(Row row) => $"/admin/installers/{row.Installer.Id}";
    public override string KeyOf(Row row) => row.Installer.Id.ToString();
    public override string NameOf(Row row) => row.Installer.Name;

    public override IQueryable<Row> Matching(ListQuery asked)
    {
        var installers = db.Set<Installer>().AsNoTracking();
        if (asked["active"] is Yes or No) { var active = asked["active"] == Yes; installers = installers.Where(i => i.Active == active); }
        return installers.Select(i => new Row { Installer = i, Units = db.Set<Installation>().Count(x => x.InstallerId == i.Id) });
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Installer>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } i) return null;
        var count = await db.Set<Installation>().CountAsync(x => x.InstallerId == id, ct);
        return new(i.Name)
        {
            Page = $"/admin/installers/{i.Id}", State = words[i.Active ? "Installer.Active" : "Installer.Inactive"], Tone = i.Active ? "good" : null,
            Facts = [new(words["Installer.Company"], i.Company), new(words["Email"], i.Email), new(words["Installer.Units"], count.Counted()), new(words["Owner.Since"], i.CreatedAt.Long())],
        };
    }
}
