using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Nameplate.Platform.Telemetry;

namespace Nameplate.Host;

/// <summary>Configuration section <c>Logs</c>.</summary>
public sealed class LogSettings : ConsoleFormatterOptions
{
    /// <summary><c>text</c> or <c>json</c>: one object a line.</summary>
    public string Format { get; set; } = "text";
    /// <summary>A line for each request, with the pattern of its route instead of its address.</summary>
    public bool Requests { get; set; }
}

/// <summary>One line for each message, without personal data, for a person or for a collector.</summary>
sealed class LogLines(Microsoft.Extensions.Options.IOptions<LogSettings> settings, TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "nameplate";
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = Redaction.Clean(logEntry.Formatter(logEntry.State, logEntry.Exception));
        var error = logEntry.Exception is { } e ? Redaction.Clean(e.ToString()) : null;
        if (settings.Value.Format == "json") textWriter.WriteLine(Json(logEntry, message, error));
        else textWriter.WriteLine($"{Short(logEntry.LogLevel)}: {logEntry.Category} {OneLine(message)}{(error is null ? "" : " " + OneLine(error.ReplaceLineEndings(" ")))}");
    }

    /// <summary>A path may hold a line break or a sign that a terminal obeys: neither makes a line of its own.</summary>
    static string OneLine(string text) => text.Any(Breaks) ? string.Concat(text.Select(c => Breaks(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString())) : text;
    static bool Breaks(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    string Json<TState>(in LogEntry<TState> entry, string message, string? error)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", entry.LogLevel.ToString().ToLowerInvariant());
            json.WriteString("category", entry.Category);
            json.WriteString("message", message);
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> fields)
            {
                if (fields.FirstOrDefault(f => f.Key == "{OriginalFormat}").Value is string template) json.WriteString("template", template);
                json.WriteStartObject("fields");
                foreach (var (name, value) in fields.Where(f => f.Key != "{OriginalFormat}"))
                {
                    json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
                    if (value is int or long or short or byte) json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    else if (value is double number && double.IsFinite(number)) json.WriteNumberValue(number);
                    else if (value is bool yes) json.WriteBooleanValue(yes);
                    else if (value is null) json.WriteNullValue();
                    else json.WriteStringValue(Redaction.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
                }
                json.WriteEndObject();
            }
            if (Activity.Current is { } activity)
            {
                json.WriteString("traceId", activity.TraceId.ToHexString());
                json.WriteString("spanId", activity.SpanId.ToHexString());
            }
            if (error is not null) json.WriteString("exception", error);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    static string Short(LogLevel level) => level switch { LogLevel.Trace => "trce", LogLevel.Debug => "dbug", LogLevel.Information => "info", LogLevel.Warning => "warn", LogLevel.Error => "fail", _ => "crit" };
}
