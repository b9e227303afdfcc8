using Cratehand.Jobs;

namespace Cratehand.Music.Syncing.Steps;

/// <summary>The file that was given to be filed. Trouble with it is not trouble with the library, whose disk might be mended.</summary>
static class Given
{
    /// <exception cref="DiscardException">It may not be read, or is gone; the message names it.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan | FileOptions.Asynchronous);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw new DiscardException($"{path} may not be read by this user: change its owner or its permissions, then give it again.", closed);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DiscardException($"{path} is not there (any more).", gone);
        }
    }
}
