using Cratehand.Data.Sqlite;
using Cratehand.Music.Sources.SigningIn;
using Cratehand.Music.Sources.SoundCloud;
using Cratehand.Music.Sources.Spotify;
using Cratehand.Music.Store.Providers;
using Cratehand.Music.Store.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

// Renews the stored sign-in of a provider and uses what it got: DATA PROVIDER API SIGN-IN CLIENT SECRET.
var (data, name, api, auth) = (args[0], args[1], new Uri(args[2]), new Uri(args[3]));
var setup = name == "spotify"
    ? new SpotifyOptions(api, auth) { ClientId = args[4] }.Setup()
    : new SoundCloudOptions(api, auth) { ClientId = args[4], ClientSecret = new(args[5]) }.Setup();

var database = SqliteDatabase.In(data);
using var protection = new TokenProtection(data);
var store = new TokenStore(database, protection, TimeProvider.System);
using var account = new SignedProvider(setup, store, new Cooldowns(database, TimeProvider.System), TimeProvider.System, new Random(1), NullLoggerFactory.Instance);

var login = await store.FindAsync(name, CancellationToken.None);
await account.Keeper.RenewAsync(login!.Access, CancellationToken.None);
await account.Calls.GetAsync("/me", name == "spotify" ? "v1/me" : "me", CancellationToken.None);
return 0;
