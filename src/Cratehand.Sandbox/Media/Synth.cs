namespace Cratehand.Sandbox.Media;

/// <summary>Plays the notes of one piece.</summary>
sealed class Synth(Piece piece)
{
    const int TableSize = 2048;
    readonly Dictionary<(Timbre Timbre, int Harmonics), float[]> _tables = [];

    public void Play(Note note, Stereo into)
    {
        var hertz = 440 * Math.Pow(2, (note.Pitch - 69 + (piece.DetuneCents / 100)) / 12);
        var spread = Math.Pow(2, note.Timbre.SpreadCents / 2400);
        var table = Table(note.Timbre, hertz);
        var start = (int)Math.Round(note.Beat * 60 / piece.Bpm * piece.SampleRate);
        var envelope = Envelope(note);
        var length = Math.Min(envelope.Length, into.Left.Length - start);
        if (length > 0)
        {
            Play(table, hertz / spread, envelope.AsSpan(0, length), into.Left.AsSpan(start, length));
            Play(table, hertz * spread, envelope.AsSpan(0, length), into.Right.AsSpan(start, length));
        }
    }

    void Play(float[] table, double hertz, ReadOnlySpan<float> envelope, Span<float> into)
    {
        var (phase, step) = (0.0, hertz / piece.SampleRate * TableSize);
        for (var i = 0; i < into.Length; i++)
        {
            var index = (int)phase;
            var between = (float)(phase - index);
            into[i] += envelope[i] * (table[index] + (between * (table[index + 1] - table[index])));
            phase += step;
            if (phase >= TableSize)
            {
                phase -= TableSize;
            }
        }
    }

    float[] Envelope(Note note)
    {
        var timbre = note.Timbre;
        var held = Frames(note.Beats * 60 / piece.Bpm);
        var (attack, release) = (Frames(timbre.Attack), Frames(timbre.Release));
        var fade = Math.Exp(-1 / (timbre.Decay * piece.SampleRate));
        var envelope = new float[held + release];
        var above = 1 - timbre.Sustain;
        for (var i = 0; i < envelope.Length; i++)
        {
            var rise = Math.Min(1, (double)i / attack);
            var fall = i < held ? 1 : 1 - ((double)(i - held) / release);
            envelope[i] = (float)(note.Level * rise * fall * (timbre.Sustain + above));
            above *= fade;
        }

        return envelope;
    }

    int Frames(double seconds) => Math.Max(1, (int)Math.Round(seconds * piece.SampleRate));

    /// <summary>One cycle, with no overtone the sample rate cannot carry; one sample longer, for the interpolation.</summary>
    float[] Table(Timbre timbre, double hertz)
    {
        var harmonics = Math.Min(timbre.Harmonics.Length, (int)(0.45 * piece.SampleRate / hertz));
        if (!_tables.TryGetValue((timbre, harmonics), out var table))
        {
            table = _tables[(timbre, harmonics)] = [.. Enumerable.Range(0, TableSize + 1).Select(i => Cycle(timbre, harmonics, i))];
        }

        return table;
    }

    static float Cycle(Timbre timbre, int harmonics, int i) => (float)Enumerable.Range(1, harmonics)
        .Sum(harmonic => timbre.Harmonics[harmonic - 1] * Math.Sin(2 * Math.PI * harmonic * i / TableSize));
}
