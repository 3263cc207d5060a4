using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nameplate.Platform.Web;

namespace Nameplate.Host.Reference;

/// <summary>What holds for every operation of the API: the key, the headers, the problems it may answer with.</summary>
sealed class ApiContract : IOpenApiDocumentTransformer
{
    const string Key = "apiKey", Problem = "Problem", ProblemJson = "application/problem+json";

    static readonly Dictionary<string, (string Text, string Title, string Detail)> Refusals = new()
    {
        ["400"] = ("The request cannot be read, or holds a field that is not known.", "The request is not right.", "“purchasedAt” is no field of this input. Check its spelling, or leave it out; /openapi/v1.json lists the fields there are."),
        ["401"] = ("The key is missing, unknown or revoked.", "Who are you?", "Send a valid API key: Authorization: Bearer np_… Keys are made in the console under Settings."),
        ["403"] = ("The key may not do this.", "Not allowed.", "This key was not granted what this needs."),
        ["404"] = ("There is nothing under that name.", "Not found.", "There is no such unit. Check GTIN and serial."),
        ["409"] = ("It does not go together with what is there, or the request with this Idempotency-Key is still being worked on.", "This does not go together with what is there.", "The request with this Idempotency-Key is still being worked on. Send it again in a few seconds to get its answer."),
        ["410"] = ("The records came back from a backup that did not hold this place.", "This place is no longer there.", "The records came back from a backup at 2026-11-22 09:30 UTC, and this token belongs to the time before. To read everything that is there, begin without a token."),
        ["412"] = ("If-Match names an older state.", "Somebody was quicker.", "It was changed since you read it. Read it again, look at what is different, and send your change with the new ETag."),
        ["422"] = ("Names each field that is not right, and the remedy.", "The input is not right.", "Give a limit from 1 to 200."),
        ["429"] = ("Too many requests; Retry-After tells when to go on.", "Too many requests.", "That was too much at once. Go on in 1 seconds; the headers RateLimit and RateLimit-Policy tell what is left."),
    };

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new() { Title = "Nameplate API", Version = "v1", Description = "Products, units, owners, warranty, parts and orders of one brand. The reference for people is at /api." };
        document.Servers = [new OpenApiServer { Url = context.ApplicationServices.GetRequiredService<Addresses>().Shared }];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of one brand, made in the console under Settings: Authorization: Bearer np_…" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        OpenAnswers(document);
        document.AddComponent(Problem, new OpenApiSchema
        {
            Type = JsonSchemaType.Object, Description = "What is wrong and what to do (RFC 9457).", Required = new HashSet<string> { "title", "status" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "A URI for this kind of problem." },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String }, ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = "A sentence with the remedy." },
                ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "For each field that is not right, the remedies.", AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } } },
            },
        });
        return Task.CompletedTask;
    }

    /// <summary>An input is closed: it refuses what it does not know. An answer may get more fields one day.</summary>
    static void OpenAnswers(OpenApiDocument document)
    {
        HashSet<string> inputs = [];
        foreach (var body in document.Paths.Values.SelectMany(p => p.Operations is { } all ? all.Values.AsEnumerable() : []).SelectMany(o => o.RequestBody?.Content?.Values ?? [])) Follow(body.Schema);
        foreach (var (name, schema) in document.Components!.Schemas!)
            if (!inputs.Contains(name) && schema is OpenApiSchema { AdditionalPropertiesAllowed: false } answer) answer.AdditionalPropertiesAllowed = true;

        void Follow(IOpenApiSchema? schema)
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                if (inputs.Add(id) && document.Components!.Schemas!.TryGetValue(id, out var component)) Follow(component);
                return;
            }
            if (schema is null) return;
            foreach (var inner in (schema.Properties?.Values ?? []).Append(schema.Items).Concat(schema.OneOf ?? []).Concat(schema.AnyOf ?? []).Concat(schema.AllOf ?? [])) Follow(inner);
        }
    }

    public static void Complete(OpenApiOperation operation, string method, string template, OpenApiDocument document)
    {
        operation.OperationId ??= char.ToLowerInvariant(method[0]) + method[1..].ToLowerInvariant() + string.Concat(template["/api/v1/".Length..].Split('/', '-', '.').Select(p => p.Trim('{', '}')).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
        var (parameters, responses) = (operation.Parameters!, operation.Responses!);
        var changes = method is "PUT" or "PATCH" || responses.ContainsKey("412");
        if (method == "POST") parameters.Add(Header("Idempotency-Key", "1 to 255 visible ASCII characters, such as a UUID. The same request with the same key within 24 hours is done once and answered alike."));
        if (changes) parameters.Add(Header("If-Match", "The ETag of the state you changed; when somebody was quicker the answer is 412."));
        var shown = responses.TryGetValue("200", out var ok) && ok.Content?.ContainsKey("application/json") is true;
        if (method == "GET" && shown)
        {
            parameters.Add(Header("If-None-Match", "The ETag you have; when nothing changed the answer is 304, without a body."));
            responses["304"] = new OpenApiResponse { Description = "Nothing changed." };
        }
        foreach (var (code, response) in responses)
        {
            if (response is not OpenApiResponse { } answer || code[0] != '2') continue;
            answer.Description = answer.Description is null or "OK" or "Created" or "Accepted" ? "Done." : answer.Description;
            answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if ((method is "GET" || changes) && shown && code == "200") answer.Headers["ETag"] = Told("Names this state: for If-None-Match and If-Match.");
            if (code is "201" or "202") answer.Headers["Location"] = Told("Where it is.");
            answer.Headers["RateLimit"] = Told("What is left: \"key\";r=11999;t=1 is 11,999 calls, and all of them again in 1 second.");
            answer.Headers["RateLimit-Policy"] = Told("How often you may ask: \"key\";q=12000;w=60 is 12,000 calls in 60 seconds.");
        }
        string[] always = ["401", "403", "429"];
        string[] sometimes = [.. template.Contains('{', StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(), .. method == "POST" ? ["409"] : Array.Empty<string>(), .. changes ? ["412"] : Array.Empty<string>(), .. method != "GET" || parameters.Any(p => p.In == ParameterLocation.Query) ? ["400", "422"] : Array.Empty<string>()];
        foreach (var code in always.Concat(sometimes).Concat(responses.Keys.Where(c => c[0] is '4' or '5')).Distinct().Order(StringComparer.Ordinal).ToList()) responses[code] = Refusal(code, responses.GetValueOrDefault(code)?.Description, document);
    }

    static OpenApiResponse Refusal(string code, string? text, OpenApiDocument document)
    {
        var (usual, title, detail) = Refusals[code];
        var example = new JsonObject { ["title"] = title, ["status"] = int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), ["detail"] = detail };
        if (code == "422") example["errors"] = new JsonObject { ["limit"] = new JsonArray(detail) };
        return new() { Description = text ?? usual, Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, document), Example = example } } };
    }

    static OpenApiParameter Header(string name, string text) => new() { Name = name, In = ParameterLocation.Header, Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    static OpenApiHeader Told(string text) => new() { Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
