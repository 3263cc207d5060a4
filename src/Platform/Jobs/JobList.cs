using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Jobs;

/// <summary>The console's list of jobs: what runs behind the pages, and what failed.</summary>
internal sealed class JobList(AppDb db, IEnumerable<JobKind> kinds, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<Job>
{
    public override string Key => "jobs";

    public override IReadOnlyList<ListColumn<Job>> Columns =>
    [
        new("job", words["Jobs.What"], j => NameOf(j)) { IsName = true, Csv = j => j.Kind },
        new("state", words["State"], j => words["JobState." + j.State]) { Look = ColumnLook.State, Tone = Tone, Csv = j => Snake.Case(j.State.ToString()) },
        new("begun_at", words["When"], j => j.CreatedAt.Exact() + " UTC") { Look = ColumnLook.Time, Order = "begun", Csv = j => j.CreatedAt.InFile() },
        new("attempts", words["Attempts"], j => j.Attempts.Counted()) { Look = ColumnLook.Number, Csv = j => j.Attempts.InFile() },
        new("error", words["Events.Why"], j => j.Error) { Csv = j => j.Error },
        new("ended_at", words["Jobs.Ended"], j => j.EndedAt?.Exact()) { Look = ColumnLook.Time, IsUsual = false, Csv = j => j.EndedAt.InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("state", words["State"]) { Options = [.. Enum.GetValues<JobState>().Select(s => (Snake.Case(s.ToString()), words["JobState." + s].Value))] },
        new("job", words["Jobs.What"]) { Options = [.. kinds.Where(k => k.Every is null).Select(k => (k.Kind, NameOf(k.Kind))).OrderBy(k => k.Item2, StringComparer.CurrentCulture)] },
    ];

    public override IReadOnlyList<ListOrder<Job>> Orders =>
    [
        new("-begun", 1, q => q.OrderByDescending(j => j.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(j => j.Id < id) : q, j => [j.Id.ToString()]),
        new("begun", 1, q => q.OrderBy(j => j.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(j => j.Id > id) : q, j => [j.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Jobs.One" : "Jobs.Many", count.Counted()];
    public override string KeyOf(Job row) => row.Id.ToString();
    public override string NameOf(Job row) => NameOf(row.Kind);
    public override bool IsBusy(Job row) => row.State is JobState.Waiting or JobState.Running;

    string NameOf(string kind) => words["Job." + kind] is { ResourceNotFound: false } named ? named.Value : kind;
    static string? Tone(Job job) => job.State switch { JobState.Done => "good", JobState.Failed => "bad", _ => "busy" };

    public override IQueryable<Job> Matching(ListQuery asked)
    {
        var jobs = db.Set<Job>().AsNoTracking();
        if (Snake.TryEnum<JobState>(asked["state"] ?? "", out var state)) jobs = jobs.Where(j => j.State == state);
        if (asked["job"] is { } kind) jobs = jobs.Where(j => j.Kind == kind);
        return jobs;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) is not { } j) return null;
        return new(NameOf(j))
        {
            State = words["JobState." + j.State], Tone = Tone(j),
            Steps = j.State == JobState.Failed && rights.May("platform.jobs.retry") ? [new(words["Jobs.TryAgain"], $"/admin/jobs/{j.Id}/attempts")] : [],
            Facts = [new(words["Events.Why"], j.Error), new(words["When"], j.CreatedAt.Exact() + " UTC"), new(words["Jobs.Ended"], j.EndedAt is { } ended ? ended.Exact() + " UTC" : null), new(words["Attempts"], j.Attempts > 0 ? j.Attempts.Counted() : null)],
        };
    }
}
