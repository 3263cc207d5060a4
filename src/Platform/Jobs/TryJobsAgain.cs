using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Jobs;

/// <summary>Many jobs that gave up, once more.</summary>
internal sealed class TryJobsAgain(AppDb db, TimeProvider clock, IStringLocalizer<Texts> words) : IBulkAction
{
    public string List => "jobs";
    public string Key => "jobs.again";
    public string Permission => "platform.jobs.retry";
    public string Text => words["Jobs.TryAgain"];
    public IReadOnlyList<BulkField> Fields => [];
    public bool CanBeUndone => false;
    public string Read(ConsoleForm form) => "";

    public async Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct)
    {
        Guid[] ids = [.. keys.Select(k => Guid.TryParse(k, out var id) ? id : Guid.Empty)];
        var failed = await db.Set<Job>().Where(j => ids.Contains(j.Id) && j.State == JobState.Failed).ToListAsync(ct);
        foreach (var job in failed) job.TryAgain(clock.GetUtcNow());
        return [.. failed.Select(j => new BulkRow(j.Id.ToString(), null, null))];
    }
}
