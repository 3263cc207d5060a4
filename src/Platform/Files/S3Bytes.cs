using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Files;

/// <summary>Configuration section <c>Files:S3</c>. With a bucket, files lie in it and the folder holds only what is just being written.</summary>
public sealed class S3Store
{
    public string? Bucket { get; init; }
    /// <summary>Address of a store that is not Amazon's.</summary>
    public string? Endpoint { get; init; }
    public string Region { get; init; } = "us-east-1";
    /// <summary>Put in front of every key, such as <c>nameplate/</c>.</summary>
    public string Prefix { get; init; } = "";
    /// <summary>The bucket stands in the path instead of the host name; most stores that are not Amazon's want it.</summary>
    public bool PathStyle { get; init; }
    public string? AccessKey { get; init; }
    public string? SecretKey { get; init; }
    public bool IsSet => !string.IsNullOrEmpty(Bucket);
}

/// <summary>Bytes in a bucket. They are written to the folder first and sent when they are whole, so a store that fails loses nothing.</summary>
internal sealed class S3Bytes(IOptions<S3Store> store) : IFileBytes, IDisposable
{
    readonly AmazonS3Client client = Client(store.Value);

    static AmazonS3Client Client(S3Store s)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = s.PathStyle, AuthenticationRegion = s.Region, MaxErrorRetry = 2, Timeout = TimeSpan.FromSeconds(100),
            // other stores than Amazon's know no trailing checksums
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (s.Endpoint is { Length: > 0 } endpoint) config.ServiceURL = endpoint;
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(s.Region);
        return s.AccessKey is { Length: > 0 } key ? new(new BasicAWSCredentials(key, s.SecretKey), config) : new(config);
    }

    string Bucket => store.Value.Bucket!;
    string Key(string path) => store.Value.Prefix + path;
    public string Place => $"s3://{Bucket}/{store.Value.Prefix}";

    public async Task Keep(string path, string written, CancellationToken ct)
    {
        await Calling(async () =>
        {
            await using var bytes = new FileStream(written, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
            await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = Key(path), InputStream = bytes, AutoCloseStream = false, UseChunkEncoding = false, DisablePayloadSigning = client.Config.ServiceURL?.StartsWith("https:", StringComparison.Ordinal) is not false }, ct);
            return 0;
        });
        File.Delete(written);
    }

    public Stream Open(string path, long length) => new S3Stream((from, ct) => Calling(async () =>
    {
        var request = new GetObjectRequest { BucketName = Bucket, Key = Key(path) };
        if (from > 0) request.ByteRange = new ByteRange($"bytes={from}-");
        return (await client.GetObjectAsync(request, ct)).ResponseStream;
    }), length);

    public Task Delete(string path, CancellationToken ct) => Calling(() => client.DeleteObjectAsync(Bucket, Key(path), ct));

    async Task<T> Calling<T>(Func<Task<T>> call)
    {
        try { return await call(); }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound) { throw new FileNotFoundException($"The file is not in {Place}.", error); }
        catch (AmazonServiceException error) { throw new FilesUnreachable($"The file store {Place} answered {(int)error.StatusCode} {error.ErrorCode}. Check the settings Files:S3.", error); }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or TaskCanceledException { InnerException: TimeoutException }) { throw new FilesUnreachable($"The file store {Place} cannot be reached. Check the settings Files:S3.", error); }
    }

    public void Dispose() => client.Dispose();
}
