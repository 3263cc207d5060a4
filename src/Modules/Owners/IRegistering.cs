using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners;

/// <summary>Registers units inside this process, exactly as the page of a unit does: for a till, an installer's visit, or the past of the demo brand.</summary>
public interface IRegistering
{
    /// <returns>The registration, or null when the unit is somebody else's or the input is not right.</returns>
    Task<Guid?> Register(RegistrationOrder order, CancellationToken ct);

    /// <summary>Somebody opened the page of a unit, where the funnel begins as long as the unit is nobody's.</summary>
    Task Opened(UnitKey unit, RegistrationDevice device, Placement? placement, CancellationToken ct);

    /// <summary>Opens the link of the newest confirmation mail to an address, as its reader would.</summary>
    Task<bool> Confirm(string email, CancellationToken ct);
}

/// <param name="PurchasedOn">The owner's own date; null when it was not given.</param>
/// <param name="Language">Of the mails.</param>
public sealed record RegistrationOrder(UnitKey Unit, string Email, string? Name, DateOnly? PurchasedOn, string? Country, string Language, RegistrationChannel Channel, RegistrationDevice? Device);
