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
    static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    static readonly byte[] Jpeg = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAACAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCKAJL/2Q==");
    static readonly byte[] WebP = Convert.FromBase64String("UklGRiwAAABXRUJQVlA4ICAAAAAwAQCdASoEAAQAAsBMJaAAA3AA/u5Cv//wH8S/sCxAAA==");

    public static TheoryData<string, string, byte[]> Disguised => new()
    {
        { "sqlite", "picture.png", Encoding.UTF8.GetBytes(Page) },
        { "postgres", "picture.jpg", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>") },
        { "sqlite", "logo.svg", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0h1\"/></svg>") },
        { "sqlite", "picture.webp", [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8] },
        { "postgres", "picture.gif", Encoding.UTF8.GetBytes("GIF89a" + Page) },
        { "sqlite", "picture.png", [0x89, 0x50, 0x4e, 0x47] },
        { "postgres", "picture.png", [.. Png[..^12], .. Encoding.UTF8.GetBytes(Page)] },
        { "sqlite", "picture.png", [.. Png[..40], 0xff, .. Png[41..]] },
        { "postgres", "picture.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, .. Encoding.UTF8.GetBytes(Page)] },
        { "sqlite", "picture.jpg", Jpeg[..^2] },
        { "postgres", "picture.webp", [.. "RIFF"u8, 200, 0, 0, 0, .. "WEBPVP8 "u8, .. Encoding.UTF8.GetBytes(Page)] },
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
        Assert.DoesNotContain("script", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("inline; filename=\"picture.", picture.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A camera writes where a picture was taken; a polyglot hangs a page on it.</summary>
    [Fact]
    public async Task A_picture_is_written_anew_without_what_is_not_the_picture()
    {
        var server = await servers.On("sqlite");
        var place = Encoding.ASCII.GetBytes("GPS-MARKER-53.55N");
        byte[] turned = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. place];
        byte[] text = [.. "tEXt"u8, .. place];
        byte[] webP = [.. WebP, .. "EXIF"u8, (byte)place.Length, 0, 0, 0, .. place, 0];
        webP[4] = (byte)(webP.Length - 8);
        foreach (var (sent, kept) in ((byte[], byte[])[])
        [
            (Png, Png), (Jpeg, Jpeg), (WebP, WebP),
            ([.. Png[..33], 0, 0, 0, (byte)place.Length, .. text, .. Sum(text), .. Png[33..], .. Encoding.UTF8.GetBytes(Page)], Png),
            ([.. Jpeg[..2], 0xff, 0xfe, 0, (byte)(place.Length + 2), .. place, .. Jpeg[2..], .. Encoding.UTF8.GetBytes(Page)], Jpeg),
            ([.. Jpeg[..2], 0xff, 0xe1, 0, (byte)(turned.Length + 2), .. turned, .. Jpeg[2..]], [.. Jpeg[..2], 0xff, 0xe1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. Jpeg[2..]]),
            ([.. webP, .. Encoding.UTF8.GetBytes(Page)], WebP),
        ])
        {
            var brand = await server.NewBrand();
            using var answer = await Send(brand, await brand.NewModel(), "picture", sent);
            Assert.True(answer.StatusCode == HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
            var file = Assert.Single(await Kept(brand));
            Assert.Equal(Convert.ToBase64String(kept), Convert.ToBase64String(await brand.Server.Visitor().GetByteArrayAsync($"/files/{file.Id}")));
        }
    }

    /// <summary>CRC-32, bit by bit.</summary>
    static byte[] Sum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
        }
        return [(byte)(~sum >> 24), (byte)(~sum >> 16), (byte)(~sum >> 8), (byte)~sum];
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
