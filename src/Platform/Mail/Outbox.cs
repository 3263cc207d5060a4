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
    /// <summary>What a brand's own words may name: <c>product</c> is “Brew One”, written <c>{product}</c>.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
    /// <summary>How the reader stops such mails, at the very end; null where they cannot be stopped.</summary>
    public (string Text, string Url)? Stop { get; init; }
}

/// <summary>What a letter is printed as: both parts of the mail, under the brand's name and in its colours.</summary>
public sealed record Printed(string Subject, string Html, string Text, string? ReplyTo);

/// <summary>Prints letters for the current brand, in the language that is spoken.</summary>
public sealed class LetterPress(CurrentBrand brand, BrandBook brands, PageRenderer pages, MailPictures pictures, IStringLocalizer<Texts> words)
{
    public async Task<Printed> Print(Letter letter, CancellationToken ct)
    {
        var sender = await brands.Get(brand.Id, ct);
        var contact = string.Join(" · ", new[] { sender.SupportEmail, sender.SupportPhone }.OfType<string>()) is { Length: > 0 } reach ? words["Mail.Contact", reach].Value : null;
        var html = await pages.Render<LetterMail>(new() { ["View"] = new LetterMail.Shown(letter, sender, await pictures.Of(sender.LogoUrl, ct), await pictures.Of(letter.ImageUrl, ct), contact) });
        return new(OneLine(letter.Subject), html, PlainMail.Write(letter, sender, contact), sender.SupportEmail);
    }

    /// <summary>A header of a mail has no line break, and a product’s name may.</summary>
    static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Puts mails to staff into the outbox, as part of the caller's transaction. What a brand says to owners goes through the module Messaging.</summary>
public sealed class Outbox(AppDb db, CurrentBrand brand, LetterPress press, TimeProvider clock)
{
    public async Task Add(string kind, string to, Letter letter, CancellationToken ct)
    {
        var printed = await press.Print(letter, ct);
        db.Add(new OutgoingMail { BrandId = brand.Id, Kind = kind, To = to, Subject = printed.Subject, ReplyTo = printed.ReplyTo, CreatedAt = clock.GetUtcNow(), Html = printed.Html, Text = printed.Text });
    }
}
