using Microsoft.Extensions.DependencyInjection;

namespace Nameplate.Resolver.Taps;

/// <summary>Reads of NFC tags that sign what they say.</summary>
internal static class TapsModule
{
    public static IServiceCollection AddTaps(this IServiceCollection services) => services
        .AddSingleton<TapMark>().AddScoped<ProveTap>()
        .AddScoped<TapOnPage>().AddScoped<IProductState>(s => s.GetRequiredService<TapOnPage>()).AddScoped<IProductCard>(s => s.GetRequiredService<TapOnPage>());
}
