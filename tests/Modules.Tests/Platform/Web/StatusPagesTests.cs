using System.Net;

namespace Nameplate.Tests.Platform.Web;

public class StatusPagesTests(Servers servers)
{
    [Theory, InlineData("/nowhere"), InlineData("/privacy/nope"), InlineData("/files/01a20000-0000-7000-8000-000000000000")]
    public async Task A_person_at_an_address_that_is_none_reads_a_page_and_a_program_a_problem(string path)
    {
        var server = await servers.On("sqlite");
        using var person = server.Visitor("de");
        person.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var program = server.Visitor();

        using var page = await person.GetAsync(path);
        using var problem = await program.GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("Hier ist nichts", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (problem.StatusCode, problem.Content.Headers.ContentType!.MediaType));
    }
}
