using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Files;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Privacy.Requests;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Privacy;

/// <summary>Files that imports came in, and those of refused rows. What the import came to stays.</summary>
internal sealed class ImportFiles(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    /// <summary>Stands in the place of a file's name.</summary>
    public const string Gone = "–";

    public string Key => "platform.import-files";
    public int Days => 30;
    public string Title => words["Keep.ImportFiles"];
    public string About => words["Keep.ImportFilesAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var old = await db.Set<ImportRun>().AsNoTracking().Where(r => r.EndedAt < sweep.Before && (r.FileId != null || r.ErrorsFileId != null || r.FileName != Gone)).OrderBy(r => r.Id).Take(sweep.Most).ToListAsync(ct);
        Guid[] ids = [.. old.Select(r => r.Id)], bytes = [.. old.SelectMany(r => new[] { r.FileId, r.ErrorsFileId }).OfType<Guid>()];
        await db.Set<ImportRun>().Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(u => u.SetProperty(r => r.FileName, Gone).SetProperty(r => r.FileId, (Guid?)null).SetProperty(r => r.ErrorsFileId, (Guid?)null), ct);
        foreach (var file in await db.Set<StoredFile>().Where(f => bytes.Contains(f.Id)).ToListAsync(ct))
        {
            db.Remove(file);
            sweep.Remove(file);
        }
        return old.Count;
    }
}

/// <summary>Mails to colleagues that are over.</summary>
internal sealed class StaffMails(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "platform.mails";
    public int Days => 90;
    public string Title => words["Keep.Mails"];
    public string About => words["Keep.MailsAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var ids = await db.Set<OutgoingMail>().Where(m => m.CreatedAt < sweep.Before && m.State != MailState.Waiting).Select(m => m.Id).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<OutgoingMail>().Where(m => ids.Contains(m.Id)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Jobs that were done.</summary>
internal sealed class OldJobs(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "platform.jobs";
    public int Days => 90;
    public string Title => words["Keep.Jobs"];
    public string About => words["Keep.JobsAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var ids = await db.Set<Job>().Where(j => j.EndedAt < sweep.Before && j.State == JobState.Done).Select(j => j.Id).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<Job>().Where(j => ids.Contains(j.Id)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Requests that were answered: as long as somebody may ask whether they were. Those whose last hold has ended are marked as complete.</summary>
internal sealed class OldRequests(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "platform.data-requests";
    public int Days => 1096;
    public int Least => 30;
    public string Title => words["Keep.Requests"];
    public string About => words["Keep.RequestsAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        foreach (var held in await db.Set<DataRequest>().Where(r => r.CompletedAt == null && r.HeldUntil < sweep.Now).Take(sweep.Most).ToListAsync(ct)) held.Complete(sweep.Now);
        await db.SaveChangesAsync(ct);
        var ids = await db.Set<DataRequest>().Where(r => r.EndedAt < sweep.Before && r.CompletedAt < sweep.Before).Select(r => r.Id).Take(sweep.Most).ToListAsync(ct);
        await db.Set<RequestStep>().Where(s => ids.Contains(s.RequestId)).ExecuteDeleteAsync(ct);
        return await db.Set<DataRequest>().Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(ct);
    }
}
