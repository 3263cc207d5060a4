namespace Nameplate.Gs1;

/// <summary>One application identifier and its value, decoded: ("21", "A/B").</summary>
public sealed record Element(string Ai, string Value);

/// <summary>Why a path is not a GS1 Digital Link.</summary>
/// <param name="Code">One of structure, qualifier, order, duplicate, length, characters, check-digit, date, content.</param>
/// <param name="Ai">The application identifier at fault, where there is one.</param>
/// <param name="Message">One plain sentence that names the application identifier and the rule.</param>
public sealed record Gs1Error(string Code, string? Ai, string Message);
