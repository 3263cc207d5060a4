using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Files;

/// <summary>Files that people send in: what they are, their bytes tell, not their names; and what comes out again runs nowhere.</summary>
public class UploadTests(Servers servers)
{
    const string Page = "<html><script>alert(1)</script></html>";
    static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52], Jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1];
    static readonly byte[] WebP = [.. "RIFF"u8, 20, 0, 0, 0, .. "WEBPVP8 "u8];

    public static TheoryData<string, string, byte[]> Disguised => new()
    {
        { "sqlite", "picture.png", Encoding.UTF8.GetBytes(Page) },
        { "postgres", "picture.jpg", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>") },
        { "sqlite", "logo.svg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h1\"/></svg>") },
        { "sqlite", "picture.webp", [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8] },
        { "postgres", "picture.gif", Encoding.UTF8.GetBytes("GIF89a" + Page) },
        { "sqlite", "picture.png", [0x89, 0x50, 0x4e, 0x47] },
        { "sqlite", "picture.png", [0x50, 0x4b, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
    };

    [Theory, MemberData(nameof(Disguised))]
    public async Task What_only_calls_itself_a_picture_is_refused_and_not_kept(string storage, string name, byte[] bytes)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var answer = await Send(brand, await brand.NewModel(), name, bytes);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("PNG, JPEG or WebP", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await Kept(brand));
    }

    public static TheoryData<string, string, byte[], string> Pictures => new() { { "sqlite", "..\\..\\evil\u202Egnp.html", Png, "image/png" }, { "postgres", "../../../keys/\r\nSet-Cookie: a=b.svg", Jpeg, "image/jpeg" }, { "sqlite", new string('x', 400) + ".php", WebP, "image/webp" } };

    [Theory, MemberData(nameof(Pictures))]
    public async Task A_picture_goes_out_as_what_it_is_and_runs_nothing(string storage, string name, byte[] bytes, string type)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        using var sent = await Send(brand, await brand.NewModel(), name, [.. bytes, .. Encoding.UTF8.GetBytes(Page)]);
        Assert.True(sent.StatusCode == HttpStatusCode.Found, await sent.Content.ReadAsStringAsync());
        var kept = Assert.Single(await Kept(brand));
        Assert.True(kept.Name.Length is > 0 and <= 150 && !kept.Name.Any(c => c is '/' or '\\' or '\u202E' || char.IsControl(c)), kept.Name);

        using var visitor = server.Visitor();
        using var picture = await visitor.GetAsync($"/files/{kept.Id}");
        Assert.Equal((type, "nosniff"), (picture.Content.Headers.ContentType!.MediaType, picture.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.StartsWith("inline; filename=\"picture.", picture.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_picture_that_is_too_large_is_refused(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var answer = await Send(brand, await brand.NewModel(), "large.png", [.. Png, .. new byte[2 << 20]]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(await Kept(brand));
    }

    [Theory, InlineData("sqlite", "PK\u0003\u0004\0\0"), InlineData("postgres", "%PDF-1.7\n"), InlineData("sqlite", "g\0t\0i\0n\0,\0"), InlineData("postgres", "\u00d0\u00cf\u0011\u00e0table")]
    public async Task An_import_takes_text_alone(string storage, string content)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var form = new MultipartFormDataContent { { new StringContent("units"), "kind" }, { new ByteArrayContent(Encoding.Latin1.GetBytes(content)), "file", "units.csv" } };
        var problem = await brand.Api.PostAsync("/api/v1/imports", form).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty("file", out _), problem.ToString());
        Assert.Empty(await Kept(brand));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_header_that_is_no_text_refuses_the_file_in_a_sentence(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var import = await brand.Import("units", "gtin,serial,id,\0\n1,2,3,4\n");
        Assert.Equal("refused", import.GetProperty("state").GetString());
        Assert.Contains("control sign", import.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_name_of_an_import_file_is_a_name_and_no_path(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        using var file = new ByteArrayContent("gtin,serial\n1,X\n"u8.ToArray());
        file.Headers.ContentDisposition = new("form-data") { Name = "file", FileName = "\"../../etc/pass\\\\wd\u202E.csv\"" };
        using var form = new MultipartFormDataContent { { new StringContent("units"), "kind" }, file };
        var import = await brand.Api.PostAsync("/api/v1/imports", form).Expect(HttpStatusCode.Accepted);
        Assert.DoesNotContain(import.GetProperty("fileName").GetString()!, c => c is '/' or '\\' or '\u202E');
    }

    static async Task<HttpResponseMessage> Send(BrandClient brand, string gtin, string name, byte[] bytes)
    {
        var staff = await ConsoleClient.SignIn(brand);
        return await staff.Send($"/admin/products/{gtin}/edit", $"/admin/products/{gtin}/edit", new() { ["name"] = "Brew", ["model"] = "B", ["category"] = "c" }, ("picture", name.Replace("\r\n", "%0d%0a", StringComparison.Ordinal), bytes));
    }

    static Task<List<StoredFile>> Kept(BrandClient brand) => brand.In(services => services.GetRequiredService<AppDb>().Set<StoredFile>().AsNoTracking().ToListAsync());
}
