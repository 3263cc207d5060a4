using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;

namespace Nameplate.Tests.Platform.Access;

/// <summary>Somebody who guesses gains nothing by going from node to node, and hears from neither who is known.</summary>
public class TwoDoorsTests
{
    [Fact]
    public async Task Tries_are_counted_over_all_nodes()
    {
        await using var first = await Server.Start("postgres");
        await using var second = await Server.Start("postgres", beside: first);
        var brand = await first.NewBrand();

        // from one address thirty tries, wherever they are made
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => (n % 2 == 0 ? first : second).Browser("127.6.0.1").ByPassword($"nobody{n}@example.com")));
        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity), 30, 45);      // one more every three seconds
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.UnprocessableEntity), a => Assert.Equal(HttpStatusCode.TooManyRequests, a.StatusCode));

        // an account rests on both, and so do its codes
        var (email, browser) = await brand.NewMember();
        var (phone, paper) = await browser.TurnOnTwoSteps();
        var (here, there) = (first.Browser(), second.Browser());
        (await here.ByPassword(email)).Dispose();
        for (var n = 0; n < 5; n++) Assert.Equal("422", (await here.Post("/admin/sign-in/code", ("code", "nonsense"))).To());
        Assert.Equal("/admin/sign-in/code", (await there.ByPassword(email)).To());
        Assert.Equal("422", (await there.Post("/admin/sign-in/code", ("code", paper[0]))).To());
        Assert.Equal("422", (await there.Post("/admin/sign-in/code", ("code", await phone.Code()))).To());
        for (var n = 0; n < 5; n++) (await (n % 2 == 0 ? here : there).ByPassword(email, "not the password")).Dispose();
        Assert.Equal(("422", "422"), ((await here.ByPassword(email)).To(), (await there.ByPassword(email)).To()));
    }

    [Fact]
    public async Task Whoever_tries_costs_the_server_the_same_slow_work()
    {
        var counted = new Counted();
        await using var server = await Server.Start("sqlite", s => s.AddSingleton<IPasswordHasher<StaffMember>>(counted));
        var brand = await server.NewBrand();
        var (email, _) = await brand.NewMember();
        await brand.Chief();      // who has no password
        foreach (var address in (string[])[email, "nobody@example.com", "", $"chief@{brand.Brand.Slug}.example.com", new string('x', 300)])
            foreach (var password in (string[])["not the password", "", new string('y', 2000)])
            {
                counted.Compared = 0;
                (await server.Browser().ByPassword(address, password)).Dispose();
                Assert.Equal((address, password, 1), (address, password, counted.Compared));
            }
    }

    sealed class Counted : IPasswordHasher<StaffMember>
    {
        readonly PasswordHasher<StaffMember> hasher = new();
        public int Compared { get; set; }
        public string HashPassword(StaffMember user, string password) => hasher.HashPassword(user, password);
        public PasswordVerificationResult VerifyHashedPassword(StaffMember user, string hashedPassword, string providedPassword)
        {
            Compared++;
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
