using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nameplate.Platform.Web;

namespace Nameplate.Host.Reference;

/// <summary>Says what text and amounts are, of types we write ourselves (<c>PlainText</c>, <c>PlainAmount</c>) the generator knows nothing; and what the code says of records and their fields.</summary>
sealed class OpenApiTypes : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(string)) schema.Type ??= JsonSchemaType.String | Null(context);
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal)) (schema.Type, schema.Format) = (JsonSchemaType.Number | Null(context), "double");
        else if (context.JsonTypeInfo.ElementType == typeof(string)) schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };

        if (context.JsonPropertyInfo is null) schema.Description ??= XmlTexts.Of(type)?.Element("summary").Text();
        else if (context.JsonPropertyInfo.AttributeProvider is PropertyInfo { DeclaringType: { } owner } property && NameOf(context.JsonTypeInfo) is null)      // what is a component of its own has its own text
            schema.Description ??= XmlTexts.Of(owner).Parameter(property.Name).Text();
        return Task.CompletedTask;
    }

    static JsonSchemaType Null(OpenApiSchemaTransformerContext context) => context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.Null : default;

    /// <summary>The name of a component: with the type it is nested in, and for a page with what is on it, because many are called <c>Item</c>.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not { } id) return null;
        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Paged<>)) return "PagedOf" + NameOf(type.Options.GetTypeInfo(type.Type.GetGenericArguments()[0]));
        return type.Type.DeclaringType is { } outer ? outer.Name + id : id;
    }
}
