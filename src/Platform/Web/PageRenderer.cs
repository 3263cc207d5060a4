using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace Nameplate.Platform.Web;

/// <summary>Turns a component, as a pure template, into text: for pages and for mails.</summary>
public sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers) : IAsyncDisposable
{
    readonly HtmlRenderer renderer = new(services, loggers);

    public Task<string> Render<T>(Dictionary<string, object?> parameters) where T : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () => "<!DOCTYPE html>" + (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());

    /// <summary>A piece of a page, without the document around it.</summary>
    public async Task<string> Part<T>(Dictionary<string, object?> parameters) where T : IComponent => (await Render<T>(parameters))["<!DOCTYPE html>".Length..];

    public ValueTask DisposeAsync() => renderer.DisposeAsync();
}
