using System.Security.Cryptography;
using Cratehand.Jobs;
using Cratehand.Music.Audio.Fetching;
using Cratehand.Music.Tracks;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>Brings the original into the work folder: a copy of a file, or a download from a host that is switched on.</summary>
public sealed class AcquireAudio(MediaFetcher fetcher)
{
    /// <param name="location">An absolute path or a canonical link.</param>
    /// <param name="expected">What is wanted, where somebody described it.</param>
    public async Task<Acquired> RunAsync(
        string location, bool isLink, TrackDescription? expected, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        WorkFolders.Create(work);
        return isLink ? await FetchAsync(location, work, job, cancel) : await CopyAsync(location, work, job, cancel);
    }

    async Task<Acquired> FetchAsync(string link, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        try
        {
            var uri = new Uri(link);
            var path = Path.Combine(work.Path, "original");
            var fetched = await fetcher.FetchAsync(uri, path, new Downloading(uri.Host, job), cancel);
            var name = fetched.FileName ?? Path.GetFileName(uri.LocalPath);
            return new Acquired(
                new Original(fetched.Path, name, fetched.Sha256, fetched.Bytes, link, $"download from {uri.Authority}"));
        }
        catch (FetchRefusedException refused)
        {
            return new Acquired(null, refused.Cause, refused.Message);
        }
    }

    static async Task<Acquired> CopyAsync(string from, WorkFolder work, JobContext job, CancellationToken cancel)
    {
        var to = work.File("original" + Path.GetExtension(from));
        await using var source = File.OpenRead(from);
        await using var copy = new FileStream(to, FileMode.Create, FileAccess.Write);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 18];
        long done = 0;
        for (int read; (read = await source.ReadAsync(buffer, cancel)) > 0; done += read)
        {
            hash.AppendData(buffer, 0, read);
            await copy.WriteAsync(buffer.AsMemory(0, read), cancel);
            job.Report((int)(100 * (done + read) / Math.Max(1, source.Length)), "copying");
        }

        // The bytes that were copied are the evidence, should the file have changed since it was first looked at.
        return new Acquired(
            new Original(to, Path.GetFileName(from), Convert.ToHexStringLower(hash.GetHashAndReset()), done, null, "file"));
    }

    sealed class Downloading(string host, JobContext job) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) =>
            job.Report(value.Total > 0 ? (int)(100 * value.Received / value.Total) : null, $"downloading from {host}");
    }
}
