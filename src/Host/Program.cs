using Nameplate.Host.Verbs;

return await CommandLine.Run(args);
