using System.Diagnostics;
using System.Runtime;
using Spectre.Console;

namespace Nameplate.Host.Verbs;

/// <summary>A progress bar on standard error; standard output stays with the results.</summary>
static class Bar
{
    /// <summary>“12,400 rows, 31,000 a second”.</summary>
    public static string Rows(long rows, long began) => $"{rows:N0} rows, {rows / Math.Max(0.001, Stopwatch.GetElapsedTime(began).TotalSeconds):N0} a second";

    public static async Task<T> Show<T>(string what, Func<Action<double, string>, Task<T>> work)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch;      // who waits, waits for all of it
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().AutoClear(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(what), maxValue: 1);
                var result = await work((share, text) => { task.Value = share; task.Description = Markup.Escape($"{what}: {text}"); });
                task.Value = 1;
                return result;
            });
    }
}
