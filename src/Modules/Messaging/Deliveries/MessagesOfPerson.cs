using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging.Suppression;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Messaging.Deliveries;

/// <summary>What was said to a person, by any channel. An objection stays as a hash, so that it holds.</summary>
internal sealed class MessagesOfPerson(AppDb db, CurrentBrand brand, WriteMessage write, MessageKinds kinds) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns =>
    [
        .. PersonalColumn.Of<Message>(nameof(Message.Address), nameof(Message.Subject), nameof(Message.Html), nameof(Message.Text)),
        .. PersonalColumn.Not<Message>("A hash with which nobody can be written to; by it figures stay true and an objection holds.", nameof(Message.AddressHash)),
        .. PersonalColumn.Not<Message>("The brand's own address.", nameof(Message.ReplyTo)),
        .. PersonalColumn.Of<SuppressedAddress>(nameof(SuppressedAddress.Note), nameof(SuppressedAddress.LiftedBecause)),
        .. PersonalColumn.Not<SuppressedAddress>("A hash with which nobody can be written to; it stays so that an objection holds.", nameof(SuppressedAddress.AddressHash)),
        .. PersonalColumn.Not<Wording>("The brand's words for everybody.", nameof(Wording.Subject)),
    ];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var said = await Mine(subject).AsNoTracking().OrderBy(m => m.Id).ToListAsync(ct);
        var stopped = await Stopped(subject).AsNoTracking().ToListAsync(ct);
        return
        [
            .. PersonalPart.Of("messages", said.Where(m => m.Address is not null && m.WrittenAt is not null).ToList(), ("at", m => m.SentAt ?? m.CreatedAt), ("channel", m => m.Channel), ("address", m => m.Address), ("kind", m => m.Kind), ("language", m => m.Language), ("state", m => m.State), ("subject", m => m.Subject), ("text", m => kinds.Find(m.Kind)?.IsSecret == true ? null : m.Text), ("html", m => kinds.Find(m.Kind)?.IsSecret == true ? null : m.Html)),
            .. PersonalPart.Of("suppressions", stopped, ("channel", s => s.Channel), ("reason", s => s.Reason), ("since", s => s.Since), ("note", s => s.Note), ("liftedAt", s => s.LiftedAt), ("liftedBecause", s => s.LiftedBecause)),
        ];
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        var said = await Mine(erasure.Subject).Where(m => m.Address != null).ToListAsync(ct);
        write.Forget(said);
        erasure.Count("messages", said.Count);
        foreach (var stopped in await Stopped(erasure.Subject).ToListAsync(ct)) stopped.Forget();
    }

    IQueryable<Message> Mine(DataSubject subject)
    {
        var (hash, owner) = (Message.HashOf(brand.Id, subject.Email), subject.Owner ?? Guid.Empty);
        return db.Set<Message>().Where(m => m.AddressHash == hash || m.OwnerId == owner);
    }

    IQueryable<SuppressedAddress> Stopped(DataSubject subject)
    {
        var hash = Message.HashOf(brand.Id, subject.Email);
        return db.Set<SuppressedAddress>().Where(s => s.AddressHash == hash);
    }
}
