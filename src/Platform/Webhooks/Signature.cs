using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Nameplate.Platform.Webhooks;

/// <summary>Standard Webhooks: HMAC-SHA256 over <c>id.timestamp.body</c>. Secrets lie sealed in the records.</summary>
internal sealed class Signature(IDataProtectionProvider protection)
{
    readonly IDataProtector seal = protection.CreateProtector("webhook secrets");

    public string Seal(string secret) => seal.Protect(secret);

    /// <summary>The header <c>webhook-signature</c>: one signature for each secret that holds.</summary>
    public string Of(Webhook webhook, string messageId, long timestamp, string body, DateTimeOffset now)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{messageId}.{timestamp}.{body}"));
        string?[] holding = [webhook.SealedSecret, webhook.FormerUntil > now ? webhook.SealedFormerSecret : null];
        return string.Join(' ', holding.OfType<string>().Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(seal.Unprotect(s)), signed))));
    }

    static byte[] KeyOf(string secret) => Convert.FromBase64String(secret["whsec_".Length..]);
}
