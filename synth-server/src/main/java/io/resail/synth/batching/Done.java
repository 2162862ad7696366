package io.resail.synth.batching;

import java.time.Duration;

/// What became of an item.
///
/// @param value the outcome
/// @param batch the number of its batch, counted from 0
/// @param worked how long that batch took
public record Done<O>(O value, long batch, Duration worked) {}
