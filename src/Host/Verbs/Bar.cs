using Spectre.Console;

namespace Nameplate.Host.Verbs;

/// <summary>A progress bar on standard error; standard output stays with the results.</summary>
static class Bar
{
    public static async Task<T> Show<T>(string what, Func<Action<double, string>, Task<T>> work)
    {
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
