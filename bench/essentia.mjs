// Tempo and musical key by essentia.js: node essentia.mjs FILE.f32 (mono, 44.1 kHz).
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const require = createRequire(import.meta.url);
const { Essentia, EssentiaWASM } = require('essentia.js');
const essentia = new Essentia(EssentiaWASM);
const bytes = readFileSync(process.argv[2]);
const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const signal = essentia.arrayToVector(samples);
const bpm = essentia.RhythmExtractor2013(signal, 190, 'degara', 70).bpm;
const key = essentia.KeyExtractor(signal);
const flats = { 'C#': 'Db', 'D#': 'Eb', 'G#': 'Ab', 'A#': 'Bb', Gb: 'F#' };
console.log(bpm.toFixed(1), (flats[key.key] ?? key.key) + (key.scale === 'minor' ? 'm' : ''));
