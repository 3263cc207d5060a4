using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Sales;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners;

/// <summary>Who bought it, who owns it.</summary>
public static class OwnersModule
{
    public static IServiceCollection AddOwners(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(OwnersModule).Assembly))
        .AddScoped<IOwners, OwnerRecords>().AddScoped<AddressBook>().AddScoped<Sessions>().AddScoped<Ledger>()
        .AddScoped<RegisterUnit>().AddScoped<RegistrationMail>().AddScoped<Receipts>()
        .AddScoped<Welcome>().AddScoped<IWelcome, WelcomeGuides>()
        .AddImport<ImportSales>().AddImport<ImportRegistrations>();

    public static void MapOwners(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi();
        api.MapPost("registrations", PostRegistration.Api).WithTags("registrations");
    }
}
