using Microsoft.AspNetCore.Components;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Mail;

/// <summary>Words of a mail: a heading, paragraphs, one action, and why the reader gets it. HTML and plain text are made of the same.</summary>
public sealed record Letter(string Subject, string Heading, IReadOnlyList<string> Paragraphs, string? Action, string? ActionUrl, string Why)
{
    public string? ImageUrl { get; init; }
    /// <summary>Lines of a small table: what was ordered, what is covered.</summary>
    public IReadOnlyList<(string Left, string Right)> Rows { get; init; } = [];
}

/// <summary>Puts mails into the outbox, as part of the caller's transaction.</summary>
public sealed class Outbox(AppDb db, CurrentBrand brand, BrandBook brands, PageRenderer pages, TimeProvider clock)
{
    public async Task Add(string kind, string to, Letter letter, CancellationToken ct)
    {
        var sender = await brands.Get(brand.Id, ct);
        db.Add(new OutgoingMail
        {
            BrandId = brand.Id, Kind = kind, To = to, Subject = OneLine(letter.Subject), ReplyTo = sender.SupportEmail, CreatedAt = clock.GetUtcNow(),
            Html = await pages.Render<LetterMail>(new() { ["Letter"] = letter, ["Sender"] = sender }),
            Text = Plain(letter, sender),
        });
    }

    /// <summary>A header of a mail has no line break, and a product’s name may.</summary>
    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Plain(Letter letter, Brand sender)
    {
        List<string> parts = [letter.Heading, .. letter.Paragraphs];
        if (letter.Rows.Count > 0) parts.Add(string.Join('\n', letter.Rows.Select(r => $"{r.Left}: {r.Right}")));
        if (letter.ActionUrl is not null) parts.Add($"{letter.Action}:\n{letter.ActionUrl}");
        parts.Add($"-- \n{sender.Name}\n{letter.Why}");
        return string.Join("\n\n", parts);
    }
}
