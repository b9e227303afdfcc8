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

    /// <param name="data">The data folder. Keys are made when first needed.</param>
    public TokenProtection(string data)
    {
        _folder = Path.Combine(data, FolderName);
        _services = new(Build);
    }

    /// <summary>Encrypted for this provider; its key is on the disk before this returns.</summary>
    /// <exception cref="DiskException">The keys cannot be written.</exception>
    public string Protect(string provider, string token)
    {
        var text = For(provider).Protect(token);
        foreach (var key in Directory.EnumerateFiles(_folder))
        {
            Fsync.File(key);
        }

        Fsync.Folder(_folder);
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
