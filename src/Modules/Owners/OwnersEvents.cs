namespace Nameplate.Owners;

/// <summary>The sales feed told of units that were sold.</summary>
public sealed record SalesRecorded(IReadOnlyList<SaleRecorded> Sales);
public sealed record SaleRecorded(Guid Unit, DateTimeOffset SoldOn, SaleChannel Channel, string? Country, decimal? Price, string? Currency);

/// <summary>Units got an owner.</summary>
public sealed record UnitsRegistered(IReadOnlyList<UnitRegistered> Registrations);
public sealed record UnitRegistered(Guid Registration, Guid Unit, Guid Owner, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn, RegistrationChannel Channel, RegistrationDevice? Device, string? Country);

/// <summary>An owner put a registration right: its date of purchase, or who it belongs to because the address was mistyped.</summary>
public sealed record RegistrationCorrected(Guid Registration, Guid Unit, Guid Owner, DateTimeOffset? PurchasedOn);

/// <summary>An owner proved the address.</summary>
public sealed record OwnerConfirmed(Guid Owner);

public enum ConsentStep { Given, Confirmed, Withdrawn }

/// <summary>A step of a consent; the ledger holds text, language and method.</summary>
public sealed record ConsentChanged(Guid Owner, string Purpose, ConsentStep Step);

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
