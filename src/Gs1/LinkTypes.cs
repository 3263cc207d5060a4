namespace Nameplate.Gs1;

/// <summary>The types of links of the GS1 Web Vocabulary 1.16. In a request they are written in several ways that mean the same.</summary>
public static class LinkTypes
{
    public const string Vocabulary = "https://ref.gs1.org/voc/";

    /// <summary>The link a request without a link type leads to.</summary>
    public const string Default = "defaultLink";

    /// <summary>Variants of it, by language for example.</summary>
    public const string DefaultMulti = "defaultLinkMulti";

    private static readonly string[] Prefixes = ["gs1:", Vocabulary, "https://gs1.org/voc/", "https://www.gs1.org/voc/", "http://gs1.org/voc/", "http://www.gs1.org/voc/"];

    /// <summary>Those that a maker of goods can use, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Public { get; } =
    [
        "activityIdeas", "allergenInfo", "appDownload", "backgroundInfo", "brandHomepageClinical", "brandHomepagePatient", "careersInfo", "certificationInfo",
        "consumerHandlingStorageInfo", "dpp", "epcis", "eventsInfo", "faqs", "hasRetailers", "homepage", "ingredientsInfo", "instructions", "jws", "leaveReview",
        "locationInfo", "logisticsInfo", "loyaltyProgram", "masterData", "menuInfo", "nutritionalInfo", "openingHoursInfo", "paymentLink", "pip", "promotion",
        "purchaseSuppliesOrAccessories", "quickStartGuide", "recallStatus", "recipeInfo", "registerProduct", "registryEntry", "relatedImage", "relatedVideo",
        "reportFound", "review", "safetyInfo", "scheduleTime", "serviceInfo", "smartLabel", "socialMedia", "statisticInfo", "subscribe", "support",
        "sustainabilityInfo", "traceability", "tutorial", "userAgreement", "verificationService", "whatsInTheBox",
    ];

    /// <summary>Those that resolvers keep for themselves, that need a licence in health care, or that GS1 has given up.</summary>
    public static IReadOnlyList<string> Reserved { get; } = [Default, DefaultMulti, "handledBy", "eifu", "epil", "smpc", "productSustainabilityInfo"];

    /// <summary>The name in the vocabulary, however it is written: "gs1:pip", "https://gs1.org/voc/pip", "pip". An IRI of another vocabulary stays as it is.</summary>
    public static string Name(string type)
    {
        foreach (var prefix in Prefixes)
        {
            if (type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return type[prefix.Length..];
        }

        return type;
    }

    /// <summary>The full IRI of a type, however it is written.</summary>
    public static string Iri(string type) => Name(type) is var name && name.Contains(':', StringComparison.Ordinal) ? name : Vocabulary + name;
}
