using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Components;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners;

/// <summary>Who bought a unit, who owns it: the questions other modules ask.</summary>
public interface IOwners
{
    /// <summary>The person with that address, added when there is none. Part of the caller's transaction: the caller saves.</summary>
    Task<OwnerPerson> PersonFor(string email, string? name, string? country, CancellationToken ct);

    /// <summary>The same for the many addresses of an import, in one query; keys are the addresses as given. People who are new are appended.</summary>
    Task<IReadOnlyDictionary<string, OwnerPerson>> PeopleFor(IReadOnlyCollection<string> emails, CancellationToken ct);

    Task<IReadOnlyDictionary<Guid, OwnerPerson>> People(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The unit's registration in force.</summary>
    Task<UnitOwnership?> OwnershipOf(Guid unit, CancellationToken ct);
    Task<IReadOnlyDictionary<Guid, UnitOwnership>> OwnershipOf(IReadOnlyCollection<Guid> units, CancellationToken ct);

    /// <summary>The units that are a person's now.</summary>
    Task<IReadOnlyList<UnitOwnership>> UnitsOf(Guid person, CancellationToken ct);
    /// <summary>Every registration of these units, also those that ended, in the order they were made.</summary>
    Task<ILookup<Guid, UnitOwnership>> EverOwned(IReadOnlyCollection<Guid> units, CancellationToken ct);

    /// <summary>The unit's sale as the sales feed has it.</summary>
    Task<IReadOnlyDictionary<Guid, UnitSale>> SalesOf(IReadOnlyCollection<Guid> units, CancellationToken ct);

    /// <summary>The person who is signed in on this device, if any.</summary>
    Task<OwnerPerson?> SignedIn(HttpContext http, CancellationToken ct);
}

/// <param name="Confirmed">The address was proven by a link that was opened.</param>
public sealed record OwnerPerson(Guid Id, string Email, string? Name, string? Country, string? Language, bool Confirmed);

/// <param name="PurchasedOn">The owner's own date.</param>
/// <param name="Proven">Staff approved a proof of that date.</param>
public sealed record UnitOwnership(Guid Registration, Guid Unit, Guid Person, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn, bool Proven, string? Country);

public sealed record UnitSale(Guid Unit, DateTimeOffset SoldOn, SaleChannel Channel, string? Country);

public enum SaleChannel { Retail, Direct, Marketplace, Dealer }
public enum RegistrationChannel { Qr, Email, Pos, Web, Paper, Installer, Transfer }
public enum RegistrationDevice { Mobile, Desktop }

/// <summary>Runs inside a registration's transaction: what must be true in the same answer, such as cover and certificate. It adds rows; the caller saves.</summary>
public interface IRegistered
{
    Task Registered(IReadOnlyList<NewRegistration> registrations, CancellationToken ct);
}

/// <summary>Adds members to the API's answer to a registration, such as coverage and certificate. Asked once the registration is saved.</summary>
public interface IRegistrationAnswer
{
    Task Add(NewRegistration registration, IDictionary<string, object?> answer, CancellationToken ct);
}

/// <param name="Unit">The unit as it is on record.</param>
public sealed record NewRegistration(Guid Registration, ProductUnit Unit, Guid Person, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn, string? Country);

/// <summary>What a module says to an owner right after registering: at most three lines, shown under “It's yours”, and in the mail.</summary>
public interface IWelcome
{
    Task<IReadOnlyList<WelcomeLine>> For(ProductModel model, ProductUnit unit, Frame frame, CancellationToken ct);
}

/// <param name="Order">Small numbers stand first.</param>
public sealed record WelcomeLine(int Order, string Title, string Text, string Href, string? ImageUrl = null)
{
    /// <summary>What can be kept of it, such as a certificate as PDF: its name and its address. Mails lead there.</summary>
    public (string Title, string Href)? ToKeep { get; init; }
    /// <summary>It is for sale: a mail that asks to confirm something leaves it out, because such a mail carries no promotion.</summary>
    public bool IsOffer { get; init; }
}

/// <summary>What a module shows an owner at /my, such as orders. Only asked for the person who is signed in.</summary>
public interface IMyCard
{
    Task<MyCard?> For(OwnerPerson person, Frame frame, CancellationToken ct);
}
public sealed record MyCard(int Order, RenderFragment Content);

/// <summary>What a module says of a unit in the owner's list at /my, such as “Warranty until 28 July 2028”.</summary>
public interface IMyUnitLine
{
    Task<IReadOnlyDictionary<Guid, string>> Of(IReadOnlyCollection<ProductUnit> units, CancellationToken ct);
}

/// <summary>What a module knows of an owner's unit at /my, besides a line: until when it is covered, and what can be kept of it.</summary>
public interface IMyUnit
{
    Task<IReadOnlyDictionary<Guid, MyUnit>> Of(IReadOnlyCollection<ProductUnit> units, CancellationToken ct);
}

/// <param name="CoveredUntil">The last day of cover; null where none is certain.</param>
public sealed record MyUnit(DateOnly? CoveredUntil, IReadOnlyList<MyDocument> Documents);

public sealed record MyDocument(string Title, string Href);

/// <summary>Notes what people who are known look at. Kept by the server alone; nobody who is not signed in is noted.</summary>
public interface IOwnerVisits
{
    /// <summary>Somebody looked at something of theirs. Saved at once.</summary>
    Task Record(Guid person, VisitKind kind, Guid? unit, CancellationToken ct);
}
