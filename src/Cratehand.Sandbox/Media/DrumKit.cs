namespace Cratehand.Sandbox.Media;

/// <summary>Kick on every beat, snare on the second and fourth, hats between: onsets nobody can miss.</summary>
sealed class DrumKit(Piece piece)
{
    const double KickLevel = 0.85;

    /// <summary>How much the music gives way to the kick: the pumping of house, and room for the beat.</summary>
    const double Ducking = 0.55;

    readonly Random _noise = new(piece.Seed);

    public void Play(Stereo into)
    {
        var beats = (int)Math.Ceiling(piece.Seconds * piece.Bpm / 60);
        var (kick, snare, hat) = (Kick(), Snare(), Hat());
        for (var beat = 0; beat < beats; beat++)
        {
            Hit(into, kick, beat, 1);
            Hit(into, hat, beat + 0.5, 0.8);
            if (beat % 2 == 1)
            {
                Hit(into, snare, beat, 1);
            }
        }
    }

    public void Duck(Stereo music)
    {
        var beat = 60 / piece.Bpm * piece.SampleRate;
        for (var i = 0; i < music.Left.Length; i++)
        {
            var sinceKick = i % beat / piece.SampleRate;
            var gain = (float)(1 - (Ducking * Math.Exp(-sinceKick / 0.09)));
            music.Left[i] *= gain;
            music.Right[i] *= gain;
        }
    }

    void Hit(Stereo into, float[] drum, double beat, double level)
    {
        var start = (int)Math.Round(beat * 60 / piece.Bpm * piece.SampleRate);
        for (var i = 0; i < drum.Length && start + i < into.Left.Length; i++)
        {
            into.Left[start + i] += (float)level * drum[i];
            into.Right[start + i] += (float)level * drum[i];
        }
    }

    float[] Kick()
    {
        var turns = 0.0;
        return Render(0.3, t =>
        {
            turns += (47 + (120 * Math.Exp(-t / 0.025))) / piece.SampleRate;
            return KickLevel * Math.Sin(2 * Math.PI * turns) * Math.Exp(-t / 0.11);
        });
    }

    float[] Snare() => Render(0.2, t =>
        (0.3 * Noise() * Math.Exp(-t / 0.06)) + (0.25 * Math.Sin(2 * Math.PI * (160 + (60 * Math.Exp(-t / 0.02))) * t) * Math.Exp(-t / 0.05)));

    float[] Hat()
    {
        var last = 0.0;
        return Render(0.08, t =>
        {
            // The difference of neighbours: noise without its lower half.
            var noise = Noise();
            (var difference, last) = (noise - last, noise);
            return 0.11 * difference * Math.Exp(-t / 0.018);
        });
    }

    double Noise() => (2 * _noise.NextDouble()) - 1;

    float[] Render(double seconds, Func<double, double> at) =>
        [.. Enumerable.Range(0, (int)(seconds * piece.SampleRate)).Select(i => (float)at((double)i / piece.SampleRate))];
}
