using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access.Account;
using Nameplate.Platform.Access.Invitations;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Access.TwoSteps;
using Nameplate.Platform.Web;
using static Nameplate.Platform.Access.Policies;

namespace Nameplate.Platform.Access;

/// <summary>The doors of the console and the API, and the rooms where one says who may pass.</summary>
internal static class AccessModule
{
    internal static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(o =>
        {
            (o.Stores.SchemaVersion, o.User.RequireUniqueEmail, o.User.AllowedUserNameCharacters) = (IdentitySchemaVersions.Version3, true, "");
        }).AddEntityFrameworkStores<Storage.AppDb>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = StaffPasswords.Rounds);
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddScheme<AuthenticationSchemeOptions, StaffSessionScheme>(IdentityConstants.ApplicationScheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Staff, p => p.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireClaim(BrandClaim).AddRequirements(new RouteGrant()))
            .AddPolicy(Machine, p => p.AddAuthenticationSchemes(ApiKeyScheme.Name).RequireClaim(BrandClaim).AddRequirements(new RouteGrant()));
        services.AddSingleton<SignInThrottle>().AddSingleton<IAntiforgeryAdditionalDataProvider, BrandOfForm>();
        services.AddScoped<StaffSessions>().AddScoped<StaffPasswords>().AddScoped<Attempts>().AddScoped<Codes>().AddScoped<Door>();
        services.AddScoped<SignInByPassword>().AddScoped<GiveCode>().AddScoped<AskForLink>().AddScoped<UseLink>();
        services.AddScoped<KeysConsole>().AddScoped<InviteStaff>().AddScoped<ChangeStaff>().AddScoped<SendInvitation>().AddScoped<ManageInvitations>().AddScoped<AcceptInvitation>();
        services.AddScoped<MyAccount>().AddScoped<ProveYourself>().AddScoped<ChangePassword>().AddScoped<SetUpTwoSteps>().AddScoped<ResetTwoSteps>().AddScoped<ManageMember>().AddScoped<SecurityNotice>();
        services.AddScoped<Rights>().AddScoped<IAuthorizationHandler, CheckRouteGrant>().AddSingleton<IAuthorizationMiddlewareResultHandler, Refusal>()
            .AddSingleton(s => new Grants(s.GetServices<GrantList>(), s.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizerFactory>()))
            .AddSingleton<ConsoleWays>().AddSingleton<MemberBook>().AddSingleton<KeyBook>().AddSingleton<KeyUse>().AddSingleton<StaffAtWork>().AddScoped<Colleagues>();
        return services.AddScoped<SignIn>();
    }

    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        var signIn = app.MapGroup("/admin/sign-in").ExcludeFromDescription();
        signIn.MapGet("", SignInByPassword.Page);
        signIn.MapPost("", SignInByPassword.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapGet("code", GiveCode.Page);
        signIn.MapPost("code", GiveCode.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapGet("link", AskForLink.Page);
        signIn.MapPost("link", AskForLink.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapPost("link/code", UseLink.Code).DisableAntiforgery().AddEndpointFilter<SameOrigin>().AddEndpointFilter(SignInThrottle.Filter);
        signIn.MapGet("{token}", UseLink.Page);
        signIn.MapPost("{token}", UseLink.Post).DisableAntiforgery().AddEndpointFilter<SameOrigin>();
        app.MapGet("/admin/invitation/{token}", AcceptInvitation.Page).ExcludeFromDescription();
        app.MapPost("/admin/invitation/{token}", AcceptInvitation.Post).ExcludeFromDescription().DisableAntiforgery().AddEndpointFilter<SameOrigin>();

        var console = app.MapConsole();
        console.MapPost("sign-out", SignOut.Post).Needs("platform.console.use");
        console.MapPost("brand", SwitchBrand.Post).Needs("platform.console.use");
        console.MapGet("account", MyAccount.Page).Needs("platform.console.use");
        console.MapPost("account", MyAccount.Change).Needs("platform.console.use");
        console.MapGet("account/proof", ProveYourself.Page).Needs("platform.console.use");
        console.MapPost("account/proof", ProveYourself.Post).Needs("platform.console.use");
        console.MapGet("account/password", ChangePassword.Page).Needs("platform.console.use");
        console.MapPost("account/password", ChangePassword.Post).Needs("platform.console.use");
        console.MapGet("account/two-steps", SetUpTwoSteps.Page).Needs("platform.console.use");
        console.MapPost("account/two-steps", SetUpTwoSteps.On).Needs("platform.console.use");
        console.MapPost("account/two-steps/removal", SetUpTwoSteps.Off).Needs("platform.console.use");
        console.MapPost("account/recovery-codes", SetUpTwoSteps.NewCodes).Needs("platform.console.use");
        console.MapPost("account/sessions/{id:guid}/ending", MyAccount.EndSession).Needs("platform.console.use");
        console.MapPost("account/sessions/others", MyAccount.EndOthers).Needs("platform.console.use");
        console.MapGet("settings/keys", KeysConsole.Page).Needs("platform.keys.manage");
        console.MapPost("settings/keys", KeysConsole.Issue).Needs("platform.keys.manage");
        console.MapGet("settings/keys/{id:guid}", KeysConsole.Scopes).Needs("platform.keys.manage");
        console.MapPost("settings/keys/{id:guid}", KeysConsole.Allow).Needs("platform.keys.manage");
        console.MapPost("settings/keys/{id:guid}/rotation", KeysConsole.Rotate).Needs("platform.keys.manage");
        console.MapPost("settings/keys/{id:guid}/revocation", KeysConsole.Revoke).Needs("platform.keys.manage");
        console.MapGet("settings/staff", InviteStaff.Page).Needs("platform.staff.manage");
        console.MapPost("settings/staff", InviteStaff.Send).Needs("platform.staff.manage");
        console.MapGet("settings/staff/{id:guid}", ManageMember.Page).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/sessions/ending", ManageMember.EndSessions).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/sessions/{session:guid}/ending", ManageMember.EndSession).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/two-steps/removal", ManageMember.TakeTwoSteps).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/role", ChangeStaff.Role).Needs("platform.staff.manage");
        console.MapPost("settings/staff/{id:guid}/removal", ChangeStaff.Remove).Needs("platform.staff.manage");
        console.MapPost("settings/staff/two-steps", RequireTwoSteps.Post).Needs("platform.staff.manage");
        console.MapPost("settings/staff/invitations/{id:guid}/sending", ManageInvitations.SendAgain).Needs("platform.staff.manage");
        console.MapPost("settings/staff/invitations/{id:guid}/withdrawal", ManageInvitations.Withdraw).Needs("platform.staff.manage");
    }
}
