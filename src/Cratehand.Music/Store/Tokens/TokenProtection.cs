using System.Security.Cryptography;
using Cratehand.Music.Store.Disk;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Cratehand.Music.Store.Tokens;

/// <summary>
/// Encrypts tokens at rest. The keys lie in <c>keys</c> in the data folder, readable by its owner alone, and belong into every
/// backup: without them the tokens beside them are noise.
/// </summary>
public sealed class TokenProtection : IDisposable
{
    /// <summary>The folder of the keys within the data folder.</summary>
    public const string FolderName = "keys";

    // Both are part of what is encrypted: never change them.
    const string Application = "cratehand";
    const string Purpose = "provider-token";

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly string _folder;
    readonly Lazy<ServiceProvider> _services;
    readonly HashSet<string> _synced = [];

    /// <param name="data">The data folder. Keys are made when first needed.</param>
    public TokenProtection(string data)
    {
        _folder = Path.Combine(data, FolderName);
        _services = new(Build);
    }

    /// <summary>
    /// Makes the keys and has them on the disk, so that <see cref="Protect"/> need not: what a provider gives once only is then
    /// recorded at once.
    /// </summary>
    /// <exception cref="DiskException">The keys cannot be written.</exception>
    public void MakeReady(string provider) => Protect(provider, "");

    /// <summary>Encrypted for this provider; its key is on the disk before this returns.</summary>
    /// <exception cref="DiskException">The keys cannot be written.</exception>
    public string Protect(string provider, string token)
    {
        var text = For(provider).Protect(token);
        lock (_synced)
        {
            var fresh = Directory.GetFiles(_folder).Where(key => !_synced.Contains(key)).ToList();
            if (fresh.Count > 0)
            {
                fresh.ForEach(Fsync.File);
                Fsync.Folder(_folder);
                _synced.UnionWith(fresh); // a key is written once and never changed
            }
        }

        return text;
    }

    /// <summary>The token, or <c>null</c> if the keys do not fit: the database came from elsewhere without them.</summary>
    public string? Unprotect(string provider, string text)
    {
        try
        {
            return For(provider).Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null; // said to the owner as "sign in again"
        }
    }

    public void Dispose()
    {
        if (_services.IsValueCreated)
        {
            _services.Value.Dispose();
        }
    }

    IDataProtector For(string provider) => _services.Value.GetDataProtector(Purpose, provider);

    ServiceProvider Build()
    {
        MakeFolder();
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(Application).PersistKeysToFileSystem(new DirectoryInfo(_folder));
        return services.BuildServiceProvider();
    }

    void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(_folder, OwnerOnly);
            File.SetUnixFileMode(_folder, OwnerOnly);
        }
        catch (Exception refused) when (refused is not DiskException && DiskErrors.Explain(refused, _folder, "CRATEHAND_DATA") is { } explained)
        {
            throw new DiskException(explained.Trouble, explained.Message, refused);
        }
    }
}
