using System.Buffers.Binary;

namespace Cratehand.Music.Tests.Support;

/// <summary>As much of a standard MIDI file as a test needs: its tempi, and the same piece in another key, or only its beginning.</summary>
sealed class MidiFile
{
    const int Drums = 9;

    readonly byte[] _head;
    readonly List<List<Event>> _tracks = [];

    public MidiFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = 8 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4));
        _head = bytes[..at];
        while (at < bytes.Length)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4));
            _tracks.Add(Read(bytes.AsSpan(at + 8, length)));
            at += 8 + length;
        }
    }

    /// <summary>Beats per minute, each tempo that is set; 120 where none is.</summary>
    public IReadOnlyList<double> Tempi =>
        [.. _tracks.SelectMany(t => t).Where(e => e.Status == 0xFF && e.Data[0] == 0x51)
            .Select(e => 6e7 / ((e.Data[^3] << 16) | (e.Data[^2] << 8) | e.Data[^1])).DefaultIfEmpty(120).Select(bpm => Math.Round(bpm, 3)).Distinct()];

    /// <summary>The piece so many semitones higher (the drums stay), up to so many seconds at a tempo.</summary>
    public void Save(string path, int semitones, double seconds, double bpm)
    {
        var ticks = (long)(seconds * bpm / 60 * BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(12)));
        using var file = File.Create(path);
        file.Write(_head);
        foreach (var track in _tracks)
        {
            var bytes = Write(track, semitones, ticks);
            file.Write("MTrk"u8);
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            file.Write(length);
            file.Write(bytes);
        }
    }

    static List<Event> Read(ReadOnlySpan<byte> track)
    {
        var events = new List<Event>();
        var (at, tick, status) = (0, 0L, (byte)0);
        while (at < track.Length)
        {
            tick += Number(track, ref at);
            status = track[at] >= 0x80 ? track[at++] : status;
            var start = at;
            at += status switch
            {
                0xFF => 1 + Length(track, at + 1),
                0xF0 or 0xF7 => Length(track, at),
                >= 0xC0 and < 0xE0 => 1,
                _ => 2,
            };
            events.Add(new(tick, status, track[start..at].ToArray()));
        }

        return events;
    }

    static byte[] Write(List<Event> track, int semitones, long ticks)
    {
        var bytes = new List<byte>();
        var last = 0L;
        foreach (var e in track.Where(e => e.Tick <= ticks && !e.IsEnd))
        {
            bytes.AddRange(Written(e.Tick - last));
            bytes.Add(e.Status);
            bytes.AddRange(e.Transposed(semitones));
            last = e.Tick;
        }

        bytes.AddRange(Written(Math.Max(0, ticks - last)));

        // All sound off, on every channel: what was cut would sound for ever, and the player waits for it.
        bytes.AddRange(Enumerable.Range(0, 16).SelectMany(channel => (byte[])[(byte)(0xB0 | channel), 120, 0, 0]));
        bytes.AddRange([0xFF, 0x2F, 0]);
        return [.. bytes];
    }

    static long Number(ReadOnlySpan<byte> track, ref int at)
    {
        var value = 0L;
        byte read;
        do
        {
            read = track[at++];
            value = (value << 7) | (byte)(read & 0x7F);
        }
        while (read >= 0x80);
        return value;
    }

    // Of a text, with the bytes that say how long it is.
    static int Length(ReadOnlySpan<byte> track, int at)
    {
        var start = at;
        var length = (int)Number(track, ref at);
        return at - start + length;
    }

    static IEnumerable<byte> Written(long value)
    {
        for (var shift = 28; shift >= 0; shift -= 7)
        {
            if (shift == 0 || value >> shift > 0)
            {
                yield return (byte)(((value >> shift) & 0x7F) | (shift > 0 ? 0x80L : 0));
            }
        }
    }

    sealed record Event(long Tick, byte Status, byte[] Data)
    {
        public bool IsEnd => Status == 0xFF && Data[0] == 0x2F;

        bool IsNote => Status is >= 0x80 and < 0xB0 && (Status & 0x0F) != Drums;

        public byte[] Transposed(int semitones) => IsNote ? [(byte)Math.Clamp(Data[0] + semitones, 0, 127), Data[1]] : Data;
    }
}
