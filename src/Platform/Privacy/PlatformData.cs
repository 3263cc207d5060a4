using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Access;
using Nameplate.Platform.Access.Invitations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Privacy.Requests;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Privacy;

/// <summary>What the platform itself holds of people: their requests, and the files that imports came in.</summary>
internal sealed class PlatformData(AppDb db, CurrentBrand brand, FileStore files) : IPersonalData
{
    const string Colleagues = "A colleague's, not an owner's: it is seen and changed under Staff.";
    const string Sender = "The brand's own, shown to everybody.";
    List<ImportRun> naming = [];

    public IReadOnlyList<PersonalColumn> Columns =>
    [
        .. PersonalColumn.Of<DataRequest>(nameof(DataRequest.Email), nameof(DataRequest.Note), nameof(DataRequest.Answer), nameof(DataRequest.ExtendedBecause)),
        .. PersonalColumn.Not<DataRequest>("A hash with which nobody can be written to. It proves that a request was answered, for as long as that may be asked, and goes with the request.", nameof(DataRequest.EmailHash)),
        .. PersonalColumn.Of<ImportRun>(nameof(ImportRun.FileName)),
        .. PersonalColumn.Of<StoredFile>(nameof(StoredFile.Name)),
        .. PersonalColumn.Not<StaffMember>(Colleagues, nameof(StaffMember.Name), nameof(StaffMember.UserName), nameof(StaffMember.NormalizedUserName), nameof(StaffMember.Email), nameof(StaffMember.NormalizedEmail), nameof(StaffMember.PhoneNumber)),
        .. PersonalColumn.Not<Invitation>(Colleagues, nameof(Invitation.Email), "EmailKey"),
        .. PersonalColumn.Not<OutgoingMail>("Goes to colleagues only; what is said to owners goes through Messaging.", nameof(OutgoingMail.To), nameof(OutgoingMail.Subject), nameof(OutgoingMail.Html), nameof(OutgoingMail.Text), nameof(OutgoingMail.ReplyTo)),
        .. PersonalColumn.Not<Brand>(Sender, nameof(Brand.LegalAddress), nameof(Brand.SupportEmail), nameof(Brand.SupportPhone)),
    ];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var mine = await Mine(subject).AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
        return [.. PersonalPart.Of("data-requests", mine, ("number", r => r.Number), ("kind", r => r.Kind), ("via", r => r.Via), ("receivedAt", r => r.ReceivedAt), ("dueAt", r => r.DueAt), ("endedAt", r => r.EndedAt), ("state", r => r.State), ("email", r => r.Email), ("note", r => r.Note), ("answer", r => r.Answer), ("extendedBecause", r => r.ExtendedBecause))];
    }

    /// <summary>Files of imports that are over are read through for the address.</summary>
    public async Task Seek(DataSubject subject, CancellationToken ct)
    {
        naming = [];
        if (subject.Key.Length == 0) return;
        var runs = await db.Set<ImportRun>().AsNoTracking().Where(r => r.EndedAt != null).ToListAsync(ct);
        foreach (var run in runs)
            if (run.FileName.Contains(subject.Key, StringComparison.OrdinalIgnoreCase) || await Names(run.FileId, subject, ct) || await Names(run.ErrorsFileId, subject, ct)) naming.Add(run);
    }

    async Task<bool> Names(Guid? file, DataSubject subject, CancellationToken ct)
    {
        if (file is not { } id || await files.Find(id, ct) is not { } stored) return false;
        try
        {
            await using var content = files.Open(stored);
            return await NamedIn.Stream(content, subject.Key, ct);
        }
        catch (FileNotFoundException) { return false; }      // its row outlived it
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        foreach (var run in naming)
        {
            await db.Set<ImportRun>().Where(r => r.Id == run.Id).ExecuteUpdateAsync(u => u.SetProperty(r => r.FileName, ImportFiles.Gone).SetProperty(r => r.FileId, (Guid?)null).SetProperty(r => r.ErrorsFileId, (Guid?)null), ct);
            foreach (var id in new[] { run.FileId, run.ErrorsFileId }.OfType<Guid>())
                if (await db.Set<StoredFile>().SingleOrDefaultAsync(f => f.Id == id, ct) is { } file)
                {
                    db.Remove(file);
                    erasure.Remove(file);
                    erasure.Count("files", 1);
                }
        }
        foreach (var request in await Mine(erasure.Subject).ToListAsync(ct))
            if (!request.IsOpen) request.Forget();
    }

    IQueryable<DataRequest> Mine(DataSubject subject)
    {
        var (hash, owner) = (DataRequest.HashOf(brand.Id, subject.Email), subject.Owner ?? Guid.Empty);
        return db.Set<DataRequest>().Where(r => r.EmailHash == hash || r.OwnerId == owner);
    }
}

/// <summary>Looks for an address in a file, however large it is.</summary>
static class NamedIn
{
    public static async Task<bool> Stream(Stream content, string address, CancellationToken ct)
    {
        var needle = System.Text.Encoding.UTF8.GetBytes(address);
        var block = new byte[1 << 20];
        for (var kept = 0; ;)
        {
            var read = await content.ReadAtLeastAsync(block.AsMemory(kept), block.Length - kept, throwOnEndOfStream: false, ct);
            if (Holds(block.AsSpan(0, kept + read), needle)) return true;
            if (kept + read < block.Length) return false;
            kept = needle.Length - 1;      // it may lie across two blocks
            block.AsSpan(block.Length - kept).CopyTo(block);
        }
    }

    static bool Holds(Span<byte> text, ReadOnlySpan<byte> needle)
    {
        System.Text.Ascii.ToLowerInPlace(text, out _);
        return text.IndexOf(needle) >= 0;
    }
}
