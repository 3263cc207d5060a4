using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Resolver.Taps;

/// <summary>What the page behind a scan may say of the tag: a mark in its address that only this server makes, and that says nothing after a few minutes.</summary>
internal sealed class TapMark(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Key = "tap";
    static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);
    readonly IDataProtector seal = protection.CreateProtector("taps");

    internal sealed record Read(TapResult Result, DateTimeOffset At);

    public string Of(ProductUnit unit, TapResult result) => seal.Protect(string.Create(CultureInfo.InvariantCulture, $"{unit.Id:n} {result} {clock.GetUtcNow().UtcTicks}"));

    /// <returns>Null where there is none that holds for this unit.</returns>
    public Read? For(ProductUnit unit, string? mark)
    {
        if (mark is not { Length: > 0 and < 1000 }) return null;
        string text;
        try { text = seal.Unprotect(mark); }
        catch (System.Security.Cryptography.CryptographicException) { return null; }      // made up
        if (text.Split(' ') is not [var id, var result, var ticks] || id != unit.Id.ToString("n")) return null;
        var at = new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
        return clock.GetUtcNow() - at > Holds ? null : new(Enum.Parse<TapResult>(result), at);
    }
}
