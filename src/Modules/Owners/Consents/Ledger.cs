using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>Writes steps into the ledger and reads what stands. The caller saves.</summary>
internal sealed class Ledger(AppDb db, CurrentBrand brand, Purposes purposes, TimeProvider clock)
{
    /// <summary>The line beside the box, in the reader's language.</summary>
    public async Task<string> MarketingText(CancellationToken ct) => (await purposes.Find(Purpose.Marketing, ct))!.Text;

    /// <summary>The same where the brand asks for it at all.</summary>
    public async Task<string?> OfferedMarketingText(CancellationToken ct) => await purposes.Find(Purpose.Marketing, ct) is { IsOffered: true } offered ? offered.Text : null;

    public async Task Write(Person person, string purpose, ConsentStep step, string channel, ConsentMethod method, DateTimeOffset at, Guid? registration, CancellationToken ct, string? evidence = null)
    {
        var shown = await purposes.Find(purpose, ct);
        Add(new Consent
        {
            BrandId = brand.Id, PersonId = person.Id, RegistrationId = registration, Purpose = purpose, Step = step, Channel = channel, Method = method, At = at,
            TextVersion = shown?.Version, TextHash = shown is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown.Text))), Language = Languages.Current, Evidence = evidence,
        });
    }

    /// <summary>A consent an import tells of. Nobody knows the text it was given to, so it waits to be confirmed.</summary>
    public void Import(Person person, string channel, DateTimeOffset at, Guid? registration)
    {
        var step = new Consent { BrandId = brand.Id, PersonId = person.Id, RegistrationId = registration, Purpose = Consent.Marketing, Step = ConsentStep.Given, Channel = channel, Method = ConsentMethod.Import, At = at, RecordedAt = clock.GetUtcNow() };
        db.Append(step);
        db.Append(EventOf(step));
    }

    /// <summary>A step that was made elsewhere, such as by phone or on a shop's form. Which text was read there the evidence tells.</summary>
    public void WriteElsewhere(Person person, string purpose, ConsentStep step, string channel, DateTimeOffset at, string? evidence) =>
        Add(new Consent { BrandId = brand.Id, PersonId = person.Id, Purpose = purpose, Step = step, Channel = channel, Method = ConsentMethod.Elsewhere, At = at, RecordedAt = clock.GetUtcNow(), Evidence = evidence });

    /// <summary>Withdraws all that stands or waits.</summary>
    public async Task WithdrawAll(Person person, string channel, ConsentMethod method, CancellationToken ct)
    {
        foreach (var (purpose, step) in await Standing(person.Id, ct))
            if (step.Step != ConsentStep.Withdrawn) await Write(person, purpose, ConsentStep.Withdrawn, channel, method, clock.GetUtcNow(), null, ct);
    }

    /// <summary>The steps of one person become another's, when two turn out to be one: the newest step of a purpose counts, so a withdrawal beats what was given before it.</summary>
    public async Task Merge(Guid from, Guid into, CancellationToken ct) => await db.Set<Consent>().Where(c => c.PersonId == from).ExecuteUpdateAsync(u => u.SetProperty(c => c.PersonId, into), ct);

    void Add(Consent step)
    {
        db.Add(step);
        db.Add(EventOf(step));
    }

    PlatformEvent EventOf(Consent step) => db.EventOf(new ConsentChanged(step.PersonId, step.Purpose, step.Step), step.At, owner: step.PersonId);

    /// <summary>The newest step of each purpose.</summary>
    public async Task<IReadOnlyDictionary<string, Consent>> Standing(Guid person, CancellationToken ct) =>
        InOrder(await db.Set<Consent>().AsNoTracking().Where(c => c.PersonId == person).ToListAsync(ct)).GroupBy(c => c.Purpose).ToDictionary(g => g.Key, g => g.Last());

    /// <summary>The steps by which these people gave the marketing consent that stands, for a file that an import takes; who has withdrawn it has none.</summary>
    public async Task<IEnumerable<Consent>> StandingImports(IReadOnlyCollection<Guid> people, CancellationToken ct) =>
        people.Count == 0 ? [] : (await db.Dialect.Among<Consent>(db, ["person_id"], [.. people.Select(p => (object[])[p])]).Where(c => c.Purpose == Consent.Marketing).AsNoTracking().ToListAsync(ct))
            .GroupBy(c => c.PersonId).Where(g => InOrder(g).Last().Step != ConsentStep.Withdrawn).SelectMany(g => g.Where(c => c.Step == ConsentStep.Given));

    /// <summary>As the steps followed one another: a consent given by somebody who is signed in is confirmed in the same instant.</summary>
    public static IEnumerable<Consent> InOrder(IEnumerable<Consent> steps) => steps.OrderBy(c => c.At).ThenBy(c => c.Step);
}
