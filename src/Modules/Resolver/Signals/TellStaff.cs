using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Signals;

/// <summary>Every minute: mails staff who may decide what was raised since the last mail, at once or once a day, as the brand wishes. One mail tells of all.</summary>
internal sealed class TellStaff(AppDb db, IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    const int Listed = 20;
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(50), Day = TimeSpan.FromHours(24);

    static string IJob.Kind => "resolver.tell-staff";

    async Task IJob.Run(Job job, CancellationToken ct)
    {
        List<Guid> brands;
        using (db.AcrossBrands()) brands = await db.Set<Signal>().IgnoreQueryFilters().Where(s => s.State == SignalState.Open && s.ToldAt == null).Select(s => s.BrandId).Distinct().ToListAsync(ct);
        foreach (var brand in brands)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentBrand>().Become(brand);
            await ActivatorUtilities.CreateInstance<Mailing>(scope.ServiceProvider).Send(brand, clock.GetUtcNow(), ct);
        }
    }

    /// <summary>One brand's mails.</summary>
    sealed class Mailing(AppDb db, SharedQuotas quotas, Colleagues colleagues, Outbox outbox, Platform.Web.Links links, BrandBook brands, IStringLocalizer<Texts> words)
    {
        public async Task Send(Guid brand, DateTimeOffset now, CancellationToken ct)
        {
            var rules = await db.Set<SignalRules>().SingleOrDefaultAsync(ct);
            if (rules is null) db.Add(rules = new() { BrandId = brand });
            if (rules.Alerts == AlertPace.Daily && now - rules.ToldAt < Day) return;
            if (!await quotas.TryTake($"signals {brand}", 1, Pause, ct)) return;      // another node is at it

            var raised = await db.Set<Signal>().Where(s => s.State == SignalState.Open && s.ToldAt == null).OrderByDescending(s => s.Score).Take(500).ToListAsync(ct);
            if (rules.Alerts != AlertPace.Never && raised.Count > 0)
                foreach (var person in await colleagues.Who(brand, "resolver.signals.decide", ct))
                {
                    using var speaking = Languages.Speak(person.Language ?? "en");
                    await outbox.Add("resolver.signals", person.Email, Letter(raised, (await brands.Get(brand, ct)).Name), ct);
                }
            foreach (var signal in raised) signal.ToldAt = now;
            rules.ToldAt = now;
            await db.SaveChangesAsync(ct);
        }

        Letter Letter(List<Signal> raised, string brand)
        {
            var title = raised.Count == 1 ? words["Mail.One"].Value : words["Mail.Many", raised.Count].Value;
            List<string> text = [words["Mail.Text", brand]];
            if (raised.Count > Listed) text.Add(words["Mail.More", raised.Count - Listed]);
            return new(title, title, text, words["Mail.Look"], links.To("/admin/signals?state=open"), words["Mail.Why", brand]) { Rows = [.. raised.Take(Listed).Select(s => (s.Key.Spaced, words.Why(s)))] };
        }
    }
}
