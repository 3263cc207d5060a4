using System.Globalization;
using Nameplate.Fuzz;
using Nameplate.Fuzz.Gs1;
using Nameplate.Host;

// Sends mutated input to the whole product in this process and looks whether anything breaks.
// dotnet run -c Release --project bench/Fuzz -- [SECONDS [SEED]]     NAMEPLATE_POSTGRES: an empty database instead of SQLite
// dotnet run -c Release --project bench/Fuzz -- gs1 [INPUTS [SEED]]     the GS1 library alone, a million inputs unless told otherwise
if (args is ["gs1", ..])
{
    var library = new Gs1Fuzzer(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1);
    var inputs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
    var broken = 0;
    while (library.Tried < inputs)
    {
        if (library.Step() is not { } why) continue;
        Console.WriteLine(why);
        if (++broken == 20) break;
    }
    Console.WriteLine($"{library.Tried:N0} inputs of the GS1 library, {library.Taken:N0} taken, {broken} failures");
    return broken == 0 ? 0 : 1;
}

var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount & int.MaxValue;
var folder = Directory.CreateTempSubdirectory("np-fuzz");
Console.WriteLine($"seed {seed}, {seconds} s");
try
{
    await using var ground = await Ground.Make(new Settings(folder, Environment.GetEnvironmentVariable("NAMEPLATE_POSTGRES"), "http://127.0.0.1:0"));
    var fuzzer = new Fuzzer(ground, seed);
    var until = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
    while (TimeProvider.System.GetUtcNow() < until)
    {
        await fuzzer.Step();
        if (fuzzer.Tried % 1000 == 0) Console.WriteLine($"{fuzzer.Tried:N0} tried, {fuzzer.Failures.Count} failures, answers {fuzzer.Answers}");
    }
    foreach (var failure in fuzzer.Failures) Console.WriteLine($"\n{failure}");
    var broken = await ground.Broken();
    if (broken is not null) Console.WriteLine($"\nThe records are broken: {broken}");
    Console.WriteLine($"\n{fuzzer.Tried:N0} tried with seed {seed}, {fuzzer.Failures.Count} failures, answers {fuzzer.Answers}");
    return fuzzer.Failures.Count == 0 && broken is null ? 0 : 1;
}
finally { folder.Delete(recursive: true); }
