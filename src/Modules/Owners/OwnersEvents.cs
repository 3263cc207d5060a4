namespace Nameplate.Owners;

/// <summary>The sales feed told of units that were sold.</summary>
public sealed record SalesRecorded(IReadOnlyList<SaleRecorded> Sales);
public sealed record SaleRecorded(Guid Unit, DateTimeOffset SoldOn, SaleChannel Channel, string? Country, decimal? Price, string? Currency)
{
    /// <summary>The shop, as the feed names it.</summary>
    public string? Retailer { get; init; }
    /// <summary>The seller told the buyer's address.</summary>
    public bool HasContact { get; init; }
    /// <summary>The buyer agreed to be written to about the purchase.</summary>
    public bool MayContact { get; init; }
}

/// <summary>Pages that lead to a registration were opened by people, while the units were nobody's.</summary>
public sealed record UnitsOpened(IReadOnlyList<UnitOpened> Units);
/// <param name="Variant">Experiment and variant of the form, such as <c>name-asked/optional</c>.</param>
public sealed record UnitOpened(Guid Unit, DateTimeOffset At, RegistrationChannel Channel, RegistrationDevice? Device, Nameplate.Resolver.Placement? Placement, string? Variant);

/// <summary>The address of a registration was proven by the mailed link.</summary>
public sealed record RegistrationConfirmed(Guid Registration, Guid Unit, Guid Owner);

/// <summary>Units got an owner.</summary>
public sealed record UnitsRegistered(IReadOnlyList<UnitRegistered> Registrations);
public sealed record UnitRegistered(Guid Registration, Guid Unit, Guid Owner, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn, RegistrationChannel Channel, RegistrationDevice? Device, string? Country)
{
    public string? Region { get; init; }
    /// <summary>The owner's name is known, by this registration or before it.</summary>
    public bool Named { get; init; }
}

/// <summary>An owner put a registration right: its date of purchase, or who it belongs to because the address was mistyped.</summary>
public sealed record RegistrationCorrected(Guid Registration, Guid Unit, Guid Owner, DateTimeOffset? PurchasedOn);

/// <summary>An owner proved the address.</summary>
public sealed record OwnerConfirmed(Guid Owner);

/// <summary>An owner's data was deleted at their wish or because its time was over: whoever holds a copy deletes it too.</summary>
public sealed record OwnerErased(Guid Owner);

public enum ConsentStep { Given, Confirmed, Withdrawn }

/// <summary>A step of a consent; the ledger holds text, language and method.</summary>
public sealed record ConsentChanged(Guid Owner, string Purpose, ConsentStep Step);

/// <summary>Two records were one person: what was the one's is the other's.</summary>
public sealed record PeopleMerged(Guid From, Guid Into);

/// <summary>An owner's name became known, or is no longer.</summary>
public sealed record OwnerNamed(Guid Owner, bool Named);

public enum VisitKind { Page, Document, Support, MessageClick }

/// <summary>People who are known came by.</summary>
public sealed record OwnersVisited(IReadOnlyList<OwnerVisited> Visits);
public sealed record OwnerVisited(Guid Visit, Guid Owner, DateTimeOffset VisitedAt, VisitKind Kind, Guid? Unit);

public enum ActionKind { Campaign, Recall, Service, Recommendation }

/// <summary>The maker reached owners with something it did because it knows them.</summary>
public sealed record OwnersActedOn(IReadOnlyList<OwnerActedOn> Actions);
public sealed record OwnerActedOn(Guid Action, Guid Owner, DateTimeOffset ActedAt, ActionKind Kind);
/// <summary>How a unit came to its next owner.</summary>
public enum TransferWay
{
    /// <summary>The seller handed a code on.</summary>
    Code,
    /// <summary>The new owner asked; the former said yes, or staff decided.</summary>
    Asked,
    Console, Api, Import,
    /// <summary>The owner gave it up and named nobody.</summary>
    GivenUp,
}

/// <summary>A unit passed from one owner to the next. Warranty and history go with it, what is known of the person does not.</summary>
/// <param name="Ended">The former owner's registration.</param>
/// <param name="Registration">The new owner's.</param>
public sealed record UnitTransferred(Guid Transfer, Guid Unit, Guid Ended, Guid Registration, Guid From, Guid To, TransferWay Way);

/// <summary>An owner gave a unit up without naming anybody: it is nobody's now.</summary>
public sealed record UnitGivenUp(Guid Unit, Guid Registration, Guid Owner);
