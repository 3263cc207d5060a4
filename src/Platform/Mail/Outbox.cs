using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Mail;

/// <summary>Words of a mail: a heading, paragraphs, one action, and why the reader gets it. HTML and plain text are made of the same.</summary>
public sealed record Letter(string Subject, string Heading, IReadOnlyList<string> Paragraphs, string? Action, string? ActionUrl, string Why)
{
    /// <summary>What an in-box shows behind the subject; the first paragraph where nothing else is said.</summary>
    public string? Preview { get; init; }
    /// <summary>The product's picture, as its record names it. It is shown where mail programs can show it and this server has it.</summary>
    public string? ImageUrl { get; init; }
    /// <summary>Lines of a small table: what was ordered, what is covered.</summary>
    public IReadOnlyList<(string Left, string Right)> Rows { get; init; } = [];
    /// <summary>What can be kept or read besides, such as a certificate as PDF: quiet links below the one action.</summary>
    public IReadOnlyList<(string Text, string Url)> Links { get; init; } = [];
}

/// <summary>Puts mails into the outbox, as part of the caller's transaction.</summary>
public sealed class Outbox(AppDb db, CurrentBrand brand, BrandBook brands, PageRenderer pages, MailPictures pictures, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public async Task Add(string kind, string to, Letter letter, CancellationToken ct)
    {
        var sender = await brands.Get(brand.Id, ct);
        var contact = string.Join(" · ", new[] { sender.SupportEmail, sender.SupportPhone }.OfType<string>()) is { Length: > 0 } reach ? words["Mail.Contact", reach].Value : null;
        db.Add(new OutgoingMail
        {
            BrandId = brand.Id, Kind = kind, To = to, Subject = OneLine(letter.Subject), ReplyTo = sender.SupportEmail, CreatedAt = clock.GetUtcNow(),
            Html = await pages.Render<LetterMail>(new() { ["View"] = new LetterMail.Shown(letter, sender, await pictures.Of(sender.LogoUrl, ct), await pictures.Of(letter.ImageUrl, ct), contact) }),
            Text = PlainMail.Write(letter, sender, contact),
        });
    }

    /// <summary>A header of a mail has no line break, and a product’s name may.</summary>
    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
