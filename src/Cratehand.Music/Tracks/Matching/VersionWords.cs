namespace Cratehand.Music.Tracks.Matching;

/// <summary>Words that make another recording of a song, in the languages in which uploaders write them.</summary>
static class VersionWords
{
    /// <summary>No other version, though it says so: <c>Original Mix</c>.</summary>
    public const string Plain = "";

    /// <summary>Another mastering of the same recording, as MusicBrainz has it: see docs/adr/0010.</summary>
    public const string Remaster = "remaster";

    /// <summary>Another language, year or singer: told apart by the words beside it.</summary>
    public const string Version = "version";

    /// <summary>Cuts of one recording: of equal length they may be the same, and a person has to say.</summary>
    public static readonly HashSet<string> Cuts = ["edit", "radio edit", "extended", "single version", "clean version", Version, "mono"];

    /// <summary>Whether a kind is another recording than the plain one.</summary>
    public static bool IsOther(string kind) => kind is not (Plain or Remaster);

    /// <summary>Words that mean it wherever they stand.</summary>
    public static readonly Phrases Strong = new(
    [
        (Plain, "original mix,original version,original ver,album version,album mix,official version,main version,full version"),
        ("remix", "rmx,remixed by,bootleg,refix,remezcla,remixado,ремикс,ρεμίξ,ريمكس,רמיקס,리믹스"),
        ("radio edit", "radio edit,radio mix,radio version,radio cut,single edit"),
        ("edit", "short edit,tv size,short ver,short version,tv edit,video edit,edited version"),
        ("extended", "extended mix,extended version,extended edit,extended,12 version,12 mix,12 inch mix,12 inch version,long version"),
        ("club mix", "club mix,club edit,club version"),
        ("dub", "dub mix,dub version"),
        ("VIP mix", "vip mix,vip"),
        ("single version", "single version,single mix"),
        ("clean version", "clean version,clean edit"),
        ("live", "live at,live in,live from,live on,live session,live sessions,live version,live ver,live performance,live video,live concert,unplugged,ao vivo,en vivo,en directo,dal vivo,en concert,tiny desk,tiny desk concert,boiler room,live lounge,colors show,the first take,na zywo,canli performans,концерт,вживую,на концерте,наживо,ζωντανά,ζωντανή,ζωντανή ηχογράφηση,حفلة,حفل,مباشر,لايف,라이브,콘서트,직캠,הופעה חיה,בהופעה,בהופעה חיה,לייב"),
        ("acoustic", "acoustic version,acoustic ver,acústico,acústica,acoustique,akustik,акустика,акустическая,акустическая версия,ακουστικό,어쿠스틱,אקוסטי"),
        ("demo", "demo version,demo tape,демо"),
        ("instrumental", "instrumental,instrumental version,instrumentals,drumless,drumless track,no vocals,инструментал,инструментальная,минус,минусовка,ορχηστρικό,인스트루멘탈,반주,موسيقى فقط,بدون غناء,פלייבק,אינסטרומנטלי,inst"),
        ("acapella", "acapella,a cappella,acappella,a capella,vocals only,isolated vocals,vocal only,акапелла,بدون موسيقى,아카펠라"),
        ("karaoke", "karaoke,karaokê,karaoké,karaoke version,sing along,singalong,backing track,no vocal,off vocal,караоке,καραόκε,كاريوكي,노래방,가라오케,קריוקי"),
        ("cover", "cover by,covers,covered by,cover version,originally performed by,made popular by,in the style of,tribute to,tribute,piano cover,guitar cover,drum cover,bass cover,кавер,кавер версия,перепел,перепела,διασκευή,كوفر,غناء,عزف,커버,קאבר,גרסת כיסוי,versión cover"),
        ("sped up", "sped up,speed up,spedup,nightcore,ускоренная,ускорено,ускоренная версия,مسرعة,مسرع,스페드업,speed songs"),
        ("slowed", "slowed,slowed down,slowed reverb,daycore,chopped and screwed,chopped screwed,chopped,замедленная,замедлено,замедленная версия,بطيء,بطيئة"),
        ("reverb", "reverb,8d audio,8d,16d,bass boosted,ريفيرب"),
        ("mashup", "mashup,mash up,medley,megamix,мэшап,попурри"),
        ("type beat", "type beat"),
        ("long mix", "1 hour,10 hours,1 hour loop,one hour,hour mix,hour version,1 hour version,dj mix,dj set,mixtape,full album,best of,на повторе"),
        ("preview", "preview,snippet,teaser,trailer,sneak peek,отрывок,превью"),
        ("talk", "reaction,reacts to,lesson,tutorial,how to play,explained,the story behind,review,interview,behind the scenes,making of,breakdown,как играть,разбор"),
        (Remaster, "remaster,remastered,remasterizado,remastérisé,remastering,ремастер,ремастеринг"),
    ]);

    /// <summary>Words that mean it in brackets, after a dash or at the end; elsewhere they belong to the title, as in <c>Live Forever</c>.</summary>
    public static readonly Phrases Weak = new(
    [
        ("remix", "remix,mix,rework,flip,re edit,reedit"),
        ("edit", "edit,short,cut"),
        ("live", "live,performs,concert,konzert,concierto,canlı"),
        ("acoustic", "acoustic"),
        ("demo", "demo"),
        ("dub", "dub"),
        ("cover", "cover,covering,ukulele"),
        ("reprise", "reprise,interlude,intro,outro,skit"),
        ("clean version", "clean"),
        ("mono", "mono"),
        ("arrangement", "piano,orchestral,orchestra,symphonic,string quartet,violin,guitar,lofi,lo fi,8 bit,phonk,hardstyle,drill,music box,lullaby,epic version"),
        ("instrumental", "موسيقى,المينس"),
        ("karaoke", "mr"),
        (Version, "version,ver,versión,versão,версия,版"),
    ]);

    /// <summary>Looked for within Japanese, which puts no spaces.</summary>
    public static readonly (string Word, string Meaning)[] Japanese =
    [
        .. new[]
        {
            ("リミックス", "remix"), ("ライブ", "live"), ("ライヴ", "live"), ("生演奏", "live"), ("武道館", "live"), ("弾き語り", "cover"), ("カラオケ", "karaoke"),
            ("オフボーカル", "karaoke"), ("歌ってみた", "cover"), ("弾いてみた", "cover"), ("叩いてみた", "cover"), ("カバー", "cover"), ("カヴァー", "cover"),
            ("倍速", "sped up"), ("インストゥルメンタル", "instrumental"), ("インスト", "instrumental"), ("オルゴール", "arrangement"),
            ("アコースティック", "acoustic"), ("デモ", "demo"), ("作業用", "long mix"), ("耐久", "long mix"), ("リマスター", Remaster),
        }.Select(word => (TextFold.Fold(word.Item1), word.Item2)),
    ];
}
