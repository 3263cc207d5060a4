using System.Globalization;
using System.Net.Http.Json;
using Nameplate.Tests.Platform.Mail;

namespace Nameplate.Tests.Host;

/// <summary>The process is killed at random points while it sends.</summary>
public class KilledMessagesTests
{
    const int Units = 120, Rounds = 5;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task No_message_is_sent_twice_and_none_is_lost_however_often_the_sender_is_killed(string storage)
    {
        using var sink = new SmtpSink { Hesitation = TimeSpan.FromMilliseconds(15) };
        var place = await Brewery.New(storage, Units);
        Dictionary<string, string> environment = new() { ["NAMEPLATE_Mail__Host"] = "127.0.0.1", ["NAMEPLATE_Mail__Port"] = sink.Port.ToString(CultureInfo.InvariantCulture), ["NAMEPLATE_Mail__StartTls"] = "false", ["NAMEPLATE_Mail__Patience"] = "00:00:01" };
        Random random = new(storage.Length);

        var registered = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var (process, url) = await Program.Serve(environment, _ => { }, place.Where);
            using var api = place.Client(url);
            var until = sink.Taken.Count + random.Next(1, Units / Rounds);      // somewhere among those of this round
            for (var n = 0; n < Units / Rounds; n++) Assert.True(await Brewery.Register(api, registered++));
            while (sink.Taken.Count < until) await Task.Delay(1);
            await Task.Delay(random.Next(0, 25));
            process.Kill();
        }

        var (again, _) = await Program.Serve(environment, _ => { }, place.Where);
        try
        {
            while ((await place.Column("select count(*) from messaging_message where written_at is not null and state not in ('sent', 'in_doubt')"))[0] != "0") await Task.Delay(100);
        }
        finally { again.Kill(); }
        var ids = sink.Taken.Select(m => m.Split("Message-ID: <")[1].Split('@')[0]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var doubtful = int.Parse((await place.Column("select count(*) from messaging_message where state = 'in_doubt'"))[0], CultureInfo.InvariantCulture);
        Assert.InRange(doubtful, 0, Rounds);      // each kill leaves one in doubt at most
        Assert.InRange(ids.Count, Units - doubtful, Units);
        Assert.Equal([Units.ToString(CultureInfo.InvariantCulture)], await place.Column("select count(*) from messaging_message where kind = 'owners.confirm'"));
    }
}
