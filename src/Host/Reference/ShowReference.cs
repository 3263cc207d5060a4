using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;

namespace Nameplate.Host.Reference;

/// <summary>The API for people, at <c>/api</c>: made once from the document that programs read.</summary>
sealed class ShowReference([FromKeyedServices("v1")] IOpenApiDocumentProvider documents, Links links)
{
    static readonly Styles Sheet = Read();
    readonly SemaphoreSlim first = new(1, 1);
    ReferenceText? made;

    internal static async Task<IResult> Page(ShowReference show, HttpContext http, CancellationToken ct)
    {
        var frame = new Frame { Title = "Nameplate API", Brand = new Brand { Slug = "", Name = "Nameplate", Currency = "EUR", Country = "DE" }, Path = "/api", LanguageChosen = false, Styles = Sheet };
        return Pages.Consumer<ReferencePage>(new ReferencePage.Shown(await show.Made(ct), Sheet.Css, show.links.Base), frame);
    }

    readonly Links links = links;

    async Task<ReferenceText> Made(CancellationToken ct)
    {
        if (made is not null) return made;
        await first.WaitAsync(ct);
        try
        {
            if (made is not null) return made;
            var document = await documents.GetOpenApiDocumentAsync(ct);
            return made = new ReadReference(JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct))!, links.Base).Read();
        }
        finally { first.Release(); }
    }

    static Styles Read()
    {
        using var reader = new StreamReader(typeof(ShowReference).Assembly.GetManifestResourceStream("Reference.css")!);
        var css = string.Concat(reader.ReadToEnd().Split('\n').Select(line => line.Trim()));
        return new(css, "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css))) + "'");
    }
}
