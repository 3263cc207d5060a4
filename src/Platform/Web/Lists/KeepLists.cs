using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Web.Lists;

/// <summary>Keeps how somebody likes a list: named filters and chosen columns.</summary>
internal sealed partial class KeepLists(AppDb db, CurrentBrand brand, IEnumerable<IConsoleList> lists)
{
    internal static Task<IResult> Filter(string list, HttpContext http, KeepLists keep, CancellationToken ct) => keep.Filter(list, http, ct);
    internal static Task<IResult> Forget(string list, Guid id, HttpContext http, KeepLists keep, CancellationToken ct) => keep.Forget(list, id, http, ct);
    internal static Task<IResult> Columns(string list, HttpContext http, KeepLists keep, CancellationToken ct) => keep.Columns(list, http, ct);

    async Task<IResult> Filter(string list, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return Find(list) is { } known ? await Save(known, ListReader.StaffOf(http), form["name"].ToString().Trim(), ListQuery.Parse(form["query"]), ct) : Problems.NotFound("There is no such list.");
    }

    async Task<IResult> Forget(string list, Guid id, HttpContext http, CancellationToken ct)
    {
        if (Find(list) is not { } known) return Problems.NotFound("There is no such list.");
        var staff = ListReader.StaffOf(http);
        if (await db.Set<SavedFilter>().SingleOrDefaultAsync(f => f.Id == id && f.StaffId == staff, ct) is { } filter) db.Remove(filter);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect(known.Path);
    }

    async Task<IResult> Columns(string list, HttpContext http, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return Find(list) is { } known ? await Choose(known, ListReader.StaffOf(http), [.. form["column"].OfType<string>().Where(c => Name().IsMatch(c)).Take(60)], ListQuery.Parse(form["query"]).Lasting, ct) : Problems.NotFound("There is no such list.");
    }

    IConsoleList? Find(string key) => lists.FirstOrDefault(l => l.Key == key);

    async Task<IResult> Save(IConsoleList list, Guid staff, string name, ListQuery asked, CancellationToken ct)
    {
        var query = asked.Kept(list.Keeps);
        if (name.Contains('@', StringComparison.Ordinal)) return TypedResults.LocalRedirect(QueryHelpers.AddQueryString(list.Path + asked.Lasting, "done", "filtername"));
        if (name.Length is 0 or > SavedFilter.Longest || query.Length is 0 or > 2_000) return TypedResults.LocalRedirect(list.Path + asked.Lasting);
        var mine = db.Set<SavedFilter>().Where(f => f.StaffId == staff && f.List == list.Key);
        if (await mine.SingleOrDefaultAsync(f => f.Name == name, ct) is { } known) known.Query = query;
        else if (await mine.CountAsync(ct) < SavedFilter.Most) db.Add(new SavedFilter { BrandId = brand.Id, StaffId = staff, List = list.Key, Name = name, Query = query });
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect(list.Path + query);
    }

    async Task<IResult> Choose(IConsoleList list, Guid staff, IReadOnlyList<string> columns, string query, CancellationToken ct)
    {
        var chosen = await db.Set<ChosenColumns>().SingleOrDefaultAsync(c => c.StaffId == staff && c.List == list.Key, ct);
        if (chosen is null) db.Add(chosen = new() { BrandId = brand.Id, StaffId = staff, List = list.Key, Columns = "" });
        chosen.Columns = string.Join(',', columns);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect(list.Path + query);
    }

    [GeneratedRegex("^[a-z0-9_]{1,40}$", RegexOptions.None, 1000)] private static partial Regex Name();
}
