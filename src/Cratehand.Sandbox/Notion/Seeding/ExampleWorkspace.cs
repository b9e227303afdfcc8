using System.Text.Json.Nodes;

namespace Cratehand.Sandbox.Notion.Seeding;

/// <summary>The four databases of a music desk, with the columns (and the muddle) that such boards have, and a few rows.</summary>
sealed class ExampleWorkspace(Workspace workspace, Seeder seeder)
{
    const string Statuses = "Not Started|Proposed|Draft|Planning|Ready|Ready for Handoff|In Progress|In-Progress|Blocked|Review|Completed|Complete|Archived";

    static readonly string[] Artists =
    [
        "Name : title", "Spotify ID : rich_text", "Spotify URL : url", "Popularity : number", "Genres : multi_select : House|Techno|Disco", "Source : select : Spotify|SoundCloud",
    ];

    static readonly string[] Playlists = ["Name : title", "Source : select : Spotify|SoundCloud|Rekordbox", "URL : url", "Description : rich_text"];

    static readonly string[] Tracks =
    [
        "Title : title", "Artist Name : rich_text", "Artist : relation : artists", "Artist Genres : rollup : Artist / Genres / show_original",
        "Artist Popularity : rollup : Artist / Popularity / max", "Playlists : relation : playlists", "Album : rich_text",
        "Genre : select : House|Techno|Disco", "Label : rich_text", "Release Date : date", "ISRC : rich_text", "Explicit : checkbox",
        "Downloaded : checkbox", "Duplicate : checkbox", "Audio Processing : multi_select : Converted|Tagged", "WAV File Path : rich_text",
        "AIFF File Path : rich_text", "M4A File Path : rich_text", "Tempo : number", "Key : rich_text", "Audio Duration (seconds) : number",
        "Fingerprint : rich_text", "SoundCloud URL : url", "Spotify URL : url", "YouTube URL : url", "Spotify ID : rich_text",
        "Audio LUFS Level : number", "Audio Peak Level : number", "Processing Timestamp : date", "Artwork : files", "Owner : people",
        "Display : formula : prop(\"Artist Name\") + \" - \" + prop(\"Title\")", "Has Key : formula : not(empty(prop(\"Key\")))",
        "Filed State : status : Not Started|In Progress|Filed", "Number : unique_id : TRK", "Added At : created_time", "Last Edited : last_edited_time",
        "Added By : created_by", "Edited By : last_edited_by",
    ];

    static readonly string[] AgentTasks =
    [
        "Task Name : title", "Description : rich_text", "Status : status : " + Statuses, "Priority : select : Critical|High|Medium|Low",
        "Task Type : select : Music Sync|Code Implementation|Agent Handoff Task|Validation|Review Task", "Assigned-Agent : select : Claude Code Agent|Cursor MM1 Agent",
        "Next Required Step : rich_text", "Success Criteria : rich_text", "Blocking Reason : rich_text", "Execution Log : rich_text",
        "Archive : checkbox", "Dependency Status : select : Blocked|Ready", "Handoff Status : status : Not Delivered|Handoff Delivered|Received by Agent",
        "Last Trigger Timestamp : date", "Agent Handoff File Links : files", "Agent Trigger Folder Path : url", "Assignee : people",
        "Tracks : relation : tracks", "Track Count : rollup : Tracks / Title / count", "Ready Text : formula : if(prop(\"Archive\"), \"no\", \"yes\")",
        "Task ID : unique_id : TASK", "Days : number", "Tags : multi_select : music|code", "Email : email", "Phone : phone_number", "Run : button",
        "Created : created_time", "Last edited : last_edited_time",
    ];

    public void Make(bool withRows)
    {
        var root = new Page
        {
            Id = Seeder.RootId,
            Created = workspace.Now,
            Edited = workspace.Now,
            CreatedBy = workspace.Author,
            EditedBy = workspace.Author,
            Values = { ["title"] = Properties.RichText.Of("Music desk") },
        };
        workspace.Pages[root.Id] = root;
        var artists = Add("artists", "Artists", 3, Artists);
        var playlists = Add("playlists", "Playlists", 4, Playlists);
        var tracks = Add("tracks", "Music Tracks", 2, Tracks);
        var tasks = Add("agentTasks", "Agent-Tasks", 1, AgentTasks);
        if (withRows)
        {
            Fill(artists, playlists, tracks, tasks);
        }
    }

    DataSource Add(string key, string title, int n, string[] lines) =>
        seeder.Database(key, title, ($"da7aba5e-0000-4000-8000-00000000000{n}", $"da7a50ce-0000-4000-8000-00000000000{n}"), lines);

    void Fill(DataSource artists, DataSource playlists, DataSource tracks, DataSource tasks)
    {
        var mira = seeder.Row(artists, new() { ["Name"] = "Mira Vale", ["Genres"] = new JsonArray("House", "Disco"), ["Popularity"] = 61 });
        var oktav = seeder.Row(artists, new() { ["Name"] = "Oktav Nord", ["Genres"] = new JsonArray("Techno"), ["Popularity"] = 48 });
        var warmUp = seeder.Row(playlists, new() { ["Name"] = "Warm-up", ["Source"] = "Spotify", ["URL"] = "https://open.spotify.com/playlist/4warmup" });
        var lanterns = seeder.Row(tracks, new()
        {
            ["Title"] = "Paper Lanterns",
            ["Artist Name"] = "Mira Vale",
            ["Artist"] = new JsonArray(mira.Id),
            ["Playlists"] = new JsonArray(warmUp.Id),
            ["Genre"] = "House",
            ["ISRC"] = "QZSBX2600001",
            ["Downloaded"] = true,
            ["Tempo"] = 124,
            ["Key"] = "A minor",
            ["Release Date"] = "2026-01-10",
            ["Artwork"] = "https://sandbox.example/lanterns.jpg",
            ["Owner"] = Workspace.OwnerId,
        });
        seeder.Row(tracks, new()
        {
            ["Title"] = "Kiln",
            ["Artist Name"] = "Oktav Nord",
            ["Artist"] = new JsonArray(oktav.Id),
            ["Genre"] = "Techno",
            ["SoundCloud URL"] = "https://soundcloud.com/oktav-nord/kiln",
        });
        FillTasks(tasks, lanterns);
    }

    void FillTasks(DataSource tasks, Page track)
    {
        seeder.Row(tasks, new()
        {
            ["Task Name"] = "Sync liked tracks from Spotify",
            ["Description"] = "Run the music track sync for what was liked this week.",
            ["Status"] = "Ready",
            ["Priority"] = "High",
            ["Task Type"] = "Music Sync",
            ["Tags"] = new JsonArray("music"),
            ["Tracks"] = new JsonArray(track.Id),
            ["Assignee"] = Workspace.OwnerId,
        });
        seeder.Row(tasks, new()
        {
            ["Task Name"] = "Fix the colour of the set-list page",
            ["Description"] = "The header is unreadable in the dark.",
            ["Status"] = "Not Started",
            ["Priority"] = "Low",
            ["Task Type"] = "Code Implementation",
            ["Tags"] = new JsonArray("code"),
        });
    }
}
