using System.Runtime.InteropServices;

namespace Cratehand.Sandbox.Media;

/// <summary>One note of a score.</summary>
/// <param name="Timbre">Who plays it.</param>
/// <param name="Beat">When, in beats from the start.</param>
/// <param name="Beats">For how long.</param>
/// <param name="Pitch">MIDI number: 69 is the A of 440 Hz.</param>
/// <param name="Level">Amplitude.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct Note(Timbre Timbre, double Beat, double Beats, int Pitch, double Level);
