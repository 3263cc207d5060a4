using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>Writes steps into the ledger and reads what stands. The caller saves.</summary>
internal sealed class Ledger(AppDb db, CurrentBrand brand, BrandBook brands, IStringLocalizer<Texts> words)
{
    const string TextVersion = "1";

    /// <summary>The line beside the box, in the reader's language.</summary>
    public async Task<string> MarketingText(CancellationToken ct) => words["Consent.Marketing", (await brands.Get(brand.Id, ct)).Name];

    public async Task Write(Person person, string purpose, ConsentStep step, string channel, ConsentMethod method, DateTimeOffset at, Guid? registration, CancellationToken ct)
    {
        var text = await MarketingText(ct);
        Add(new Consent
        {
            BrandId = brand.Id, PersonId = person.Id, RegistrationId = registration, Purpose = purpose, Step = step, Channel = channel, Method = method, At = at,
            TextVersion = TextVersion, TextHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), Language = Languages.Current,
        });
    }

    /// <summary>A consent an import tells of. Nobody knows the text it was given to, so it waits to be confirmed.</summary>
    public void Import(Person person, string channel, DateTimeOffset at, Guid? registration)
    {
        var step = new Consent { BrandId = brand.Id, PersonId = person.Id, RegistrationId = registration, Purpose = Consent.Marketing, Step = ConsentStep.Given, Channel = channel, Method = ConsentMethod.Import, At = at };
        db.Append(step);
        db.Append(EventOf(step));
    }

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
