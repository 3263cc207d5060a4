using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Companies;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Telemetry;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>Makes a unit somebody's: registration, person, cover and certificate, and the mail, in one transaction. Of many at once one wins.</summary>
internal sealed class RegisterUnit(AppDb db, AddressBook people, Ledger ledger, RegistrationMail mail, IEnumerable<IRegistered> contributions, RegisterFor companies, ISignals signals, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <param name="PurchasedOn">A date or a time; null when nobody knows.</param>
    /// <param name="Language">Of the mails, for a person who is new.</param>
    internal sealed record Input(string? Email, string? PurchasedOn, RegistrationChannel Channel, string Language, RegistrationDevice? Device = null, string? Name = null, string? Country = null, bool News = false)
    {
        /// <summary>A link mailed to the address led here: it needs no other.</summary>
        public bool IsProven { get; init; }
        /// <summary>The company it is registered for.</summary>
        public RegisterFor.Place? For { get; init; }
    }

    internal enum Became { NotRight, Registered, AlreadyTheirs, SomebodyElses }

    internal sealed record Result(Became Became, Registration? Registration = null, Person? Person = null)
    {
        public IReadOnlyList<FieldError> Errors { get; init; } = [];
    }

    internal async Task<Result> Handle(ProductModel model, ProductUnit unit, Input input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<FieldError> errors = [];
        var email = input.Email?.Trim();
        if (!EmailForm.IsRight(email)) errors.Add(new("email", words["Wrong.Email"]));
        var (purchasedOn, wrong) = PurchaseDate.Read(input.PurchasedOn, now, words);
        wrong ??= PurchaseDate.BeforeMade(purchasedOn, unit, words);
        if (wrong is not null) errors.Add(new("purchasedOn", wrong));
        if (input.Name?.Length > 200) errors.Add(new("name", words["Wrong.NameTooLong"]));
        if (errors.Count > 0) return new(Became.NotRight) { Errors = errors };

        for (var attempt = 1; ; attempt++)
        {
            try { return await Register(model, unit, input with { Email = email }, purchasedOn, now, ct); }
            catch (DbUpdateException e) when (attempt < 5 && db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); }      // somebody registered the unit, or became known, at this very moment
        }
    }

    async Task<Result> Register(ProductModel model, ProductUnit unit, Input input, DateTimeOffset? purchasedOn, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct) is { } standing)
        {
            var owner = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == standing.PersonId, ct);
            if (owner.EmailKey == Person.KeyOf(input.Email!) || (await people.Known(input.Email!, ct))?.Id == owner.Id) return new(Became.AlreadyTheirs, standing, owner);
            await signals.SecondClaim(unit, ct);
            return new(Became.SomebodyElses, standing, owner);
        }

        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var person = await people.For(input.Email!, input.Name, input.Country, ct);
        person.Language ??= input.Language;
        var registration = Registration.Of(person, unit, now, purchasedOn, input.Channel, input.Device, input.Country);
        if (input.IsProven) registration.Confirm(now);
        db.Add(registration);
        if (input.For is { } place) await companies.Put(registration, unit, place, ct);
        db.Announce(new UnitsRegistered([registration.FactWith(person.Name is not null)]), now, unit.Id, person.Id);
        if (input.IsProven) db.Announce(registration.Confirmation, now, unit.Id, person.Id);
        if (input.News) await ledger.Write(person, Consent.Marketing, ConsentStep.Given, Snake.Case(input.Channel.ToString()), ConsentMethod.Api, now, registration.Id, ct);
        foreach (var contribution in contributions) await contribution.Registered([registration.AsNew(unit)], ct);
        await db.SaveChangesAsync(ct);      // what the mail says is read from these rows
        await mail.Send(registration, person, model, unit, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        Instruments.Registrations.Add(1);
        return new(Became.Registered, registration, person);
    }
}
