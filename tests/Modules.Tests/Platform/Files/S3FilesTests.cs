using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Files;

namespace Nameplate.Tests.Platform.Files;

public class S3FilesTests
{
    const string Csv = "gtin,name,model,category\n09506000134352,Brew One,B-1,espresso\n1,Bad,B,espresso\n";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Files_lie_in_the_bucket_and_are_read_and_removed_there(string storage)
    {
        await using var bucket = await Bucket.Start();
        await using var server = await On(storage, bucket);
        var brand = await server.NewBrand();

        var import = await brand.Import("products", Csv);
        Assert.Equal((1, 1), (import.GetProperty("added").GetInt64(), import.GetProperty("refused").GetInt64()));
        Assert.Equal(2, bucket.Objects.Count);
        Assert.All(bucket.Objects.Keys, k => Assert.StartsWith($"files/np/{brand.Brand.Id:n}/", k, StringComparison.Ordinal));
        Assert.Contains(bucket.Objects.Values, b => Encoding.UTF8.GetString(b) == Csv);
        Assert.Contains("3,gtin", await brand.Api.GetStringAsync(import.GetProperty("errors").GetString()), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Settings.Data.FullName, "files"), "*", SearchOption.AllDirectories));

        var file = await brand.In(s => s.GetRequiredService<FileStore>().Save("a.svg", "image/svg+xml", new MemoryStream(Encoding.UTF8.GetBytes("0123456789")), isPublic: true, default));
        Assert.Equal("0123456789", await server.Visitor().GetStringAsync($"/files/{file.Id}"));
        Assert.Equal("789", await brand.In(async s =>
        {
            await using var bytes = s.GetRequiredService<FileStore>().Open(file);
            bytes.Position = 7;
            return await new StreamReader(bytes).ReadToEndAsync();
        }));
        await brand.In(async s => { await s.GetRequiredService<FileStore>().Delete(file, default); return 0; });
        Assert.Equal(2, bucket.Objects.Count);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_store_that_fails_is_told_and_nothing_is_half_done(string storage)
    {
        await using var bucket = await Bucket.Start();
        await using var server = await On(storage, bucket);
        var brand = await server.NewBrand();
        bucket.OutOfOrder = true;

        var problem = await Upload(brand).Expect(HttpStatusCode.ServiceUnavailable);
        Assert.Contains("Nothing was lost", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await brand.Api.GetAsync("/api/v1/imports").Expect(HttpStatusCode.OK)).GetProperty("items").GetArrayLength());

        bucket.OutOfOrder = false;
        Assert.Equal(1, (await brand.Import("products", Csv)).GetProperty("added").GetInt64());
    }

    static Task<Server> On(string storage, Bucket bucket) => Server.Start(storage, s => s.AddSingleton(Options.Create(new S3Store { Bucket = "files", Endpoint = bucket.Url, Prefix = "np/", PathStyle = true, AccessKey = "a", SecretKey = "b" })));

    static async Task<HttpResponseMessage> Upload(BrandClient brand)
    {
        using var form = new MultipartFormDataContent { { new StringContent("products"), "kind" }, { new StringContent(Csv), "file", "products.csv" } };
        return await brand.Api.PostAsync("/api/v1/imports", form);
    }
}
