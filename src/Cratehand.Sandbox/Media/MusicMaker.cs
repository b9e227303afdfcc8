namespace Cratehand.Sandbox.Media;

/// <summary>Makes music of known tempo, key and tuning, at about −14 LUFS: the truth that measurements are held against.</summary>
public static class MusicMaker
{
    /// <summary>The piece in stereo; the same for the same piece, whoever asks.</summary>
    public static Sound Make(Piece piece)
    {
        var frames = (int)Math.Round(piece.Seconds * piece.SampleRate);
        var (mix, room) = (new Stereo(frames), new Stereo(frames));
        var synth = new Synth(piece);
        foreach (var note in Composer.Compose(piece))
        {
            synth.Play(note, note.Timbre.Echoes ? room : mix);
        }

        // Three quarters of a beat: the echo falls between the notes.
        room.Echo((int)(45 / piece.Bpm * piece.SampleRate), 0.3f);
        mix.Add(room);
        if (piece.Drums)
        {
            var drums = new DrumKit(piece);
            drums.Duck(mix);
            drums.Play(mix);
        }

        var samples = mix.Interleave();
        Mastering.Master(samples, piece.SampleRate);
        return new(samples, piece.SampleRate, 2);
    }
}
