using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Webhooks;

/// <summary>Adds a webhook, changes it, rotates its secret, removes it.</summary>
internal sealed class RecordWebhook(AppDb db, CurrentBrand brand, Signature signature, IOptions<OutsideAddresses> outside, IEnumerable<EventKinds> kinds, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int Most = 20;

    /// <summary>A webhook.</summary>
    /// <param name="Name">What people call it.</param>
    /// <param name="Url">Where messages are posted to: https, and a public address.</param>
    /// <param name="Events">Types it hears of: <c>*</c>, all of a module such as <c>commerce.*</c>, or single types such as <c>owners.units-registered</c>.</param>
    /// <param name="Active">False lets it rest: it hears of nothing until it is true again.</param>
    internal sealed record Input(string? Name, string? Url, IReadOnlyList<string>? Events, bool Active = true);

    internal IReadOnlyList<string> Types => [.. kinds.SelectMany(k => k.Types).Order(StringComparer.Ordinal)];

    internal async Task<(Webhook? Webhook, string? Secret, IReadOnlyList<FieldError> Errors)> Add(Input input, CancellationToken ct)
    {
        var errors = Errors(input);
        if (errors.Count > 0) return (null, null, errors);
        if (await db.Set<Webhook>().CountAsync(ct) >= Most) return (null, null, [new("url", words["Webhook.TooMany", Most])]);
        var secret = Webhook.NewSecret();
        var webhook = new Webhook { BrandId = brand.Id, Name = input.Name!.Trim(), Url = input.Url!, Events = Spelt(input), SealedSecret = signature.Seal(secret), CreatedAt = clock.GetUtcNow() };
        if (!input.Active) webhook.Pause();
        db.Add(webhook);
        await db.SaveChangesAsync(ct);
        return (webhook, secret, []);
    }

    internal async Task<IReadOnlyList<FieldError>> Change(Webhook webhook, Input input, CancellationToken ct)
    {
        var errors = Errors(input);
        if (errors.Count > 0) return errors;
        var now = clock.GetUtcNow();
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        (webhook.Name, webhook.Url, webhook.Events) = (input.Name!.Trim(), input.Url!, Spelt(input));
        if (!input.Active) webhook.Pause();
        else if (webhook.State != WebhookState.Active)
        {
            webhook.GoOn();
            await db.Set<Delivery>().Where(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Waiting).ExecuteUpdateAsync(u => u.SetProperty(d => d.DueAt, now), ct);
        }
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return [];
    }

    internal async Task<string> Rotate(Webhook webhook, CancellationToken ct)
    {
        var secret = Webhook.NewSecret();
        webhook.Rotate(signature.Seal(secret), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return secret;
    }

    internal async Task Remove(Webhook webhook, CancellationToken ct)
    {
        db.Remove(webhook);
        await db.SaveChangesAsync(ct);
    }

    List<FieldError> Errors(Input input)
    {
        List<FieldError> errors = [];
        if (input.Name?.Trim() is not { Length: >= 1 and <= 60 }) errors.Add(new("name", words["Webhook.NameWrong"]));
        if (OutsideHttp.Explain(input.Url, outside.Value.AllowPrivate) is { } wrong) errors.Add(new("url", wrong));
        if (input.Events is not { Count: > 0 } || input.Events.Any(string.IsNullOrEmpty)) errors.Add(new("events", words["Webhook.NoEvents"]));
        else if (input.Events.FirstOrDefault(e => !IsKnown(e)) is { } unknown) errors.Add(new("events", words["Webhook.UnknownEvent", unknown, string.Join(", ", Types)]));
        return errors;
    }

    bool IsKnown(string pattern) => pattern == "*" || Types.Contains(pattern) || (pattern.EndsWith(".*", StringComparison.Ordinal) && Types.Any(t => t.StartsWith(pattern[..^1], StringComparison.Ordinal)));

    static string Spelt(Input input) => input.Events!.Contains("*") ? "*" : string.Join(' ', input.Events!.Distinct().Order(StringComparer.Ordinal));
}
