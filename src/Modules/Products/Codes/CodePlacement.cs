namespace Nameplate.Products.Codes;

/// <summary>Where a printed code is met. Its address says so in <c>pl</c>, so that scans know where they came from.</summary>
internal enum CodePlacement { Product, Box, Insert, Guide, Promotion, Nfc }

/// <summary>How much of a symbol may be lost: about 7, 15, 25 or 30 percent.</summary>
internal enum SymbolLevel { L, M, Q, H }
