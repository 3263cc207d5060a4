using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;
using Nameplate.Support.Contacts;
using Nameplate.Support.Sessions;

namespace Nameplate.Support;

/// <summary>Who looked for help and asked for it. The rows name nobody by themselves: they speak of an owner, and say no more of one who is erased.</summary>
internal sealed class HelpOfPerson(AppDb db) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns => [];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        if (subject.Owner is not { } owner) return [];
        var sessions = await db.Set<Session>().AsNoTracking().Where(s => s.PersonId == owner).OrderBy(s => s.StartedAt).ToListAsync(ct);
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => c.PersonId == owner).OrderBy(c => c.ContactedAt).ToListAsync(ct);
        return
        [
            .. PersonalPart.Of("support-sessions", sessions, ("sessionRef", s => s.SessionRef), ("gtin", s => s.Gtin), ("startedAt", s => s.StartedAt), ("endedAt", s => s.EndedAt), ("outcome", s => s.Outcome), ("topic", s => s.Topic)),
            .. PersonalPart.Of("support-contacts", contacts, ("contactRef", c => c.ContactRef), ("gtin", c => c.Gtin), ("contactedAt", c => c.ContactedAt), ("channel", c => c.Channel), ("topic", c => c.Topic), ("resolvedAt", c => c.ResolvedAt)),
        ];
    }

    public Task Erase(Erasure erasure, CancellationToken ct) => Task.CompletedTask;
}
