using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Messaging;
using Nameplate.Owners.Activities;
using Nameplate.Owners.Cards;
using Nameplate.Owners.Companies;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Finder;
using Nameplate.Owners.Funnel;
using Nameplate.Owners.Installers;
using Nameplate.Owners.Merges;
using Nameplate.Owners.My;
using Nameplate.Owners.People;
using Nameplate.Owners.Privacy;
using Nameplate.Owners.Proofs;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safeguards;
using Nameplate.Owners.Safety;
using Nameplate.Owners.Sales;
using Nameplate.Owners.Transfers;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;
using Nameplate.Resolver;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Owners;

/// <summary>Who bought it, who owns it.</summary>
public static class OwnersModule
{
    public static IServiceCollection AddOwners(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(OwnersModule).Assembly))
        .AddSingleton(EventKinds.Of(typeof(SalesRecorded), typeof(UnitsRegistered), typeof(RegistrationCorrected), typeof(OwnerConfirmed), typeof(ConsentChanged), typeof(OwnerErased)))
        .AddScoped<IOwners, OwnerRecords>().AddScoped<ILotFigure, RegisteredInLots>().AddScoped<AddressBook>().AddScoped<Sessions>().AddScoped<Ledger>()
        .AddScoped<RegisterUnit>().AddScoped<IRegistering, RegisterInProcess>().AddScoped<RegistrationMail>().AddScoped<Receipts>()
        .AddScoped<CorrectAddress>().AddScoped<CorrectPurchaseDate>().AddScoped<ShowReceipt>()
        .AddScoped<OwnerCards>().AddScoped<IProductCard>(s => s.GetRequiredService<OwnerCards>()).AddScoped<IProductTile>(s => s.GetRequiredService<OwnerCards>())
        .AddMessages<Texts>(
            new(RegistrationMail.Confirm, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<RegistrationMail>().Sample(isConfirmed: false, ct) },
            new(RegistrationMail.Registered, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<RegistrationMail>().Sample(isConfirmed: true, ct) },
            new(PurchasePrompt.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<PurchasePrompt>().Sample(ct), CanBeStopped = true },
            new(RegistrationMail.News, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<RegistrationMail>().NewsSample(ct), IsAskedFor = true },
            new(ConfirmReminder.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<ConfirmReminder>().Sample(ct) },
            new(SignInMail.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<SignInMail>().Sample(ct), IsAskedFor = true, IsSecret = true })
        .AddScoped<SignInMail>().AddScoped<IMessageWriter>(s => s.GetRequiredService<SignInMail>()).AddScoped<IMarketingConsent, MarketingConsent>()
        .AddScoped<PostSale>().AddScoped<RegisterBought>().AddScoped<PurchasePrompt>().AddScoped<IMessageWriter>(s => s.GetRequiredService<PurchasePrompt>())
        .AddScoped<ConfirmReminder>().AddScoped<IMessageWriter>(s => s.GetRequiredService<ConfirmReminder>())
        .AddScoped<ILinkContributor, RegisterLink>().AddScoped<OpenLink>().AddScoped<AskForLink>().AddScoped<ShowMy>()
        .AddScoped<Welcome>().AddScoped<IWelcome, WelcomeGuides>()
        .AddScoped<IHistory, OwnerHistory>().AddScoped<ICheck, RegisteredCheck>().AddScoped<IConsoleSearch, OwnerSearch>().AddScoped<INavigation, OwnersNavigation>().AddScoped<IActivity, RegistrationActivity>()
        .AddList<OwnerList>().AddList<RegistrationList>().AddScoped<IGlance, OwnerOfUnit>().AddScoped<ShowOwner>().AddScoped<CorrectOwner>()
        .AddActivities().AddMerges().AddCompanies()
        .AddFunnel().AddFinder().AddInstallers().AddCards()
        .AddImport<ImportSales>("owners.sales.write").AddImport<ImportRegistrations>("owners.registrations.write")
        .AddExport<ExportSales>("owners.registrations.read").AddExport<ExportRegistrations>("owners.registrations.read")
        .AddOwnersPrivacy().AddSafety()
        .AddGrants<Texts>(
            new("owners.people.read", Manager, Support, Compliance),
            new("owners.people.write", Manager, Support),
            new("owners.registrations.read", Manager, Support, Compliance),
            new("owners.registrations.write", Manager, Support),
            new("owners.sales.write", Manager, Finance))
        .AddTransfers().AddSafeguards().AddProofs().AddMy();

    public static void MapOwners(this IEndpointRouteBuilder app)
    {
        app.MapFunnel();
        app.MapFinder();
        app.MapInstallers();
        app.MapCards();
        var unit = app.MapUnitPages();
        unit.MapGet("{serial}/register", RegisterOnPage.Back);
        unit.MapPost("{serial}/register", RegisterOnPage.Page);
        var receipt = unit.MapGroup("{serial}/registered/{token}").AddEndpointFilter<NotKept>();
        receipt.MapGet("", ShowReceipt.Page);
        receipt.MapGet("{form}", ShowReceipt.Back);
        receipt.MapPost("address", CorrectAddress.Page);
        receipt.MapPost("date", CorrectPurchaseDate.Page);
        receipt.MapPost("news", AskForNews.Page);

        // SameOrigin stands in for a form token: it refuses other sites' forms, and the session's cookie, being SameSite, does not come with them anyway
        var people = app.MapGroup("").DisableAntiforgery().AddEndpointFilter<NotKept>().ExcludeFromDescription();
        people.MapGet("m/{token}", OpenLink.Show);
        people.MapPost("m/{token}", OpenLink.Use).AddEndpointFilter<SameOrigin>();
        people.MapGet("my", ShowMy.Page);
        people.MapGet("my/{slug}", AskForLink.Page);
        people.MapPost("my/{slug}", AskForLink.Send).AddEndpointFilter<SameOrigin>();
        people.MapPost("my/account/name", ChangeAccount.Name).AddEndpointFilter<SameOrigin>();
        people.MapPost("my/account/consents", ChangeAccount.Consents).AddEndpointFilter<SameOrigin>();
        people.MapPost("my/account/sign-out", ChangeAccount.SignOut).AddEndpointFilter<SameOrigin>();

        people.MapGet("privacy/{slug}", ShowPrivacy.Page);
        app.MapOwnersPrivacy(people);
        app.MapSafety(people);
        app.MapMerges();
        app.MapTransfers(unit, people);
        app.MapSafeguards();
        app.MapProofs(unit, receipt);
        app.MapMy(people);
        app.MapCompanies(people);

        var console = app.MapConsole();
        console.MapGet("owners", ListOwners.Page).Needs("owners.people.read");
        console.MapGet("owners.csv", ListOwners.Csv).Needs("owners.people.read").Audited();
        console.MapGet("owners/{id:guid}", ShowOwner.Page).Needs("owners.people.read");
        console.MapGet("registrations", RegistrationsConsole.Page).Needs("owners.registrations.read");
        console.MapGet("registrations.csv", RegistrationsConsole.Csv).Needs("owners.registrations.read").Audited();
        console.MapPost("owners/{id:guid}", CorrectOwner.Page).Needs("owners.people.write");
        console.MapPost("owners/{id:guid}/registrations/{registration:guid}", CorrectOwner.Date).Needs("owners.registrations.write");

        var api = app.MapApi();
        api.MapPost("registrations", PostRegistration.Api).WithTags("registrations").Needs("owners.registrations.write").FindsItself();
        api.MapPost("sales", PostSale.Api).WithTags("sales").Needs("owners.sales.write").FindsItself();
        api.MapGet("registrations", ListRegistrations.Api).WithTags("registrations").Needs("owners.registrations.read");
        api.MapGet("owners", ListOwners.Api).WithTags("owners").Needs("owners.people.read");
        api.MapGet("owners/{id:guid}", ShowOwner.Api).WithTags("owners").Needs("owners.people.read");
    }

    /// <summary>Pages that speak to one person are kept by no cache.</summary>
    sealed class NotKept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var response = context.HttpContext.Response;
            response.OnStarting(() => { response.Headers.CacheControl = "no-store"; response.Headers.ETag = default; return Task.CompletedTask; });
            return next(context);
        }
    }
}
