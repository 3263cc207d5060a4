using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.My;
using Nameplate.Owners.People;
using Nameplate.Owners.Safeguards;
using Nameplate.Platform.Files;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>
/// Who has the unit but no code asks its owner, by the maker: the owner gets a mail with two buttons. The answer on the page is the same whoever the owner is.
/// What shows that the unit was bought can be sent along; staff see it when the owner says no, or nothing for so long.
/// </summary>
internal sealed class AskOwner(AppDb db, TransferPages pages, TransferMail mail, AddressBook people, KeepPaper papers, SharedQuotas quotas, IMessaging messages, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal const int LongestNote = 1_000;
    const int MostAsked = 3;
    static readonly TimeSpan OneMore = TimeSpan.FromHours(8);

    internal static Task<IResult> Page(UnitKey? unit, [FromForm] string? email, [FromForm] string? note, IFormFile? file, AskOwner ask, HttpContext http, CancellationToken ct) => ask.Answer(unit, email, note, file, http, ct);

    async Task<IResult> Answer(UnitKey? unit, string? email, string? note, IFormFile? file, HttpContext http, CancellationToken ct)
    {
        if (await pages.Find(unit, http, ct) is not { } subject) return TransferPages.Back(unit, http);
        if (subject.Standing is null || subject.Owner is not null) return TransferPages.To(subject, http);
        List<FieldError> errors = [];
        if (!EmailForm.IsRight(email?.Trim())) errors.Add(new("ask-email", words["Wrong.Email"]));
        if (note?.Length > LongestNote) errors.Add(new("note", words["Transfers.LongNote", LongestNote]));
        if (errors.Count == 0 && !await quotas.TryTake($"ask the owner {subject.Unit.Id}", MostAsked, OneMore, ct)) errors.Add(new("ask-email", words["Transfers.TooOften"]));
        var (paper, wrong) = errors.Count == 0 && file is { Length: > 0 } ? await papers.Handle(file, ct) : default;
        if (wrong is not null) errors.Add(new("file", wrong));
        if (errors.Count > 0) return await pages.Buyer(subject, http, ct, email: email, note: note, errors: errors, asks: true);
        await Ask(subject, email!.Trim(), string.IsNullOrWhiteSpace(note) ? null : note.Trim(), paper, ct);
        return await pages.Buyer(subject, http, ct, isSent: true);
    }

    async Task Ask(TransferPages.Subject subject, string email, string? note, Guid? paper, CancellationToken ct)
    {
        var (now, standing) = (clock.GetUtcNow(), subject.Standing!);
        var owner = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == standing.PersonId, ct);
        if ((await people.Known(email, ct))?.Id == owner.Id)      // theirs already: a way in is what they need
        {
            var hurry = messages.Ask(SignInMail.Key, new(email) { Language = Languages.Current });
            await db.SaveChangesAsync(ct);
            hurry();
            return;
        }
        var open = await db.Set<Transfer>().Where(t => t.UnitId == subject.Unit.Id && (t.State == TransferState.Asked || t.State == TransferState.Disputed)).ToListAsync(ct);
        if (open.Find(t => Person.KeyOf(t.Email ?? "") == Person.KeyOf(email)) is { } again)
        {
            again.Explain(note, paper);
            await db.SaveChangesAsync(ct);
            return;
        }
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var (transfer, toOwner, toAsker) = Transfer.Ask(standing, email, note, Languages.Current, now.AddDays((await OwnershipRules.Of(db, ct)).AnswerDays), now);
        transfer.Explain(null, paper);
        db.Add(transfer);
        await mail.AskOwner(owner.Id, transfer, toOwner, subject.Model, subject.Unit, ct);
        await mail.TellAsker(transfer, toAsker, subject.Model, subject.Unit, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }
}
