using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Channels;
using Nameplate.Messaging.Suppression;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Puts messages into the outbox.</summary>
internal sealed class WriteMessage(AppDb db, CurrentBrand brand, BrandBook brands, MessageKinds kinds, LetterPress press, SuppressAddress suppress, BrandWords theirs, SealedWords seals, AfterAnswer later, Links links, IStringLocalizer<Texts> words, TimeProvider clock) : IMessaging
{
    public async Task<Guid?> Send(string kind, Recipient to, Letter letter, CancellationToken ct)
    {
        if (to.Once is not null && await db.Set<Message>().AnyAsync(m => m.Once == to.Once, ct)) return null;
        var message = Message.To(brand.Id, kinds[kind], to with { Language = Languages.Current }, clock.GetUtcNow());
        await Print(message, letter, ct);
        db.Add(message);
        return message.Id;
    }

    public Action Ask(string kind, Recipient to)
    {
        var message = Message.To(brand.Id, kinds[kind], to, clock.GetUtcNow());
        db.Add(message);
        var (of, id) = (brand.Id, message.Id);
        return () => later.Do((services, ct) =>
        {
            services.GetRequiredService<CurrentBrand>().Become(of);
            return services.GetRequiredService<WriteAsked>().Handle(id, ct);
        });
    }

    /// <summary>Gives a message its words: the letter's, and the brand's own where it has some.</summary>
    public async Task Print(Message message, Letter letter, CancellationToken ct)
    {
        var kind = kinds[message.Kind];
        letter = await theirs.In(letter, kind.Key, Languages.Current, ct);
        if (kind.CanBeStopped)
        {
            var token = Token.New();
            message.CanBeStoppedBy(token, Token.Hash(token));
            letter = letter with { Stop = (words["Stop.Link"], links.To($"/unsubscribe/{token}?{Languages.Key}={Languages.Current}")) };
        }
        var printed = await press.Print(letter, ct);
        var text = message.Channel == MessageChannel.Email ? printed.Text : ShortText.Of(letter, (await brands.Get(brand.Id, ct)).Name);
        message.Say(printed.Subject, kind.IsSecret ? seals.Seal(printed.Html) : printed.Html, kind.IsSecret ? seals.Seal(text) : text, printed.ReplyTo, clock.GetUtcNow());
    }

    public async Task Forget(Guid owner, CancellationToken ct) => Forget(await db.Set<Message>().Where(m => m.OwnerId == owner).ToListAsync(ct));

    public void Forget(IEnumerable<Message> messages)
    {
        foreach (var message in messages)
        {
            if (!message.IsEnded) message.Become(MessageState.Suppressed, MessageReasons.Erased, clock.GetUtcNow());
            message.Forget();
        }
    }

    public async Task Object(string address, CancellationToken ct) => await suppress.Handle(address, MessageChannel.Email, SuppressionReason.Objected, null, ct);

    public async Task TakeBackObjection(string address, CancellationToken ct)
    {
        var hash = Message.HashOf(brand.Id, address);
        if (await db.Set<SuppressedAddress>().SingleOrDefaultAsync(s => s.Channel == MessageChannel.Email && s.AddressHash == hash && s.Reason == SuppressionReason.Objected, ct) is { } stopped) stopped.Lift("–", clock.GetUtcNow());
    }

    public async Task<Guid?> ReaderOf(string stopToken, CancellationToken ct)
    {
        var hash = Token.Hash(stopToken);
        using var across = db.AcrossBrands();
        if (await db.Set<Message>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(m => m.StopHash == hash, ct) is not { OwnerId: { } owner } message) return null;
        brand.Become(message.BrandId);
        return owner;
    }
}
