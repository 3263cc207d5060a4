using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Messaging;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Safety;

/// <summary>Contacts for recalls, apart from all else.</summary>
internal static class SafetyModule
{
    public static IServiceCollection AddSafety(this IServiceCollection services) => services
        .AddScoped<SafetyContacts>().AddScoped<ISafetyContacts>(s => s.GetRequiredService<SafetyContacts>())
        .AddScoped<LeaveContact>().AddScoped<IProductTile>(s => s.GetRequiredService<LeaveContact>()).AddScoped<IGlance, SafetyOfUnit>()
        .AddMessages<Texts>(new MessageKind(SafetyContacts.Key, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<SafetyContacts>().Sample(ct), IsAskedFor = true });

    public static void MapSafety(this IEndpointRouteBuilder app, IEndpointRouteBuilder people)
    {
        var unit = app.MapUnitPages();
        unit.MapGet("{serial}/safety", LeaveContact.Page);
        unit.MapPost("{serial}/safety", LeaveContact.Send);
        people.MapGet("safety/{token}", LeaveContact.Ask);
        people.MapPost("safety/{token}", LeaveContact.Remove).AddEndpointFilter<SameOrigin>();
    }
}
