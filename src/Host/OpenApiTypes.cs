using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Nameplate.Host;

/// <summary>Says what text and amounts are: of types we write ourselves (<c>PlainText</c>, <c>PlainAmount</c>) the generator knows nothing.</summary>
sealed class OpenApiTypes : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(string)) schema.Type ??= JsonSchemaType.String | Null(context);
        else if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(decimal)) (schema.Type, schema.Format) = (JsonSchemaType.Number | Null(context), "double");
        return Task.CompletedTask;
    }

    static JsonSchemaType Null(OpenApiSchemaTransformerContext context) => context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.Null : default;
}
