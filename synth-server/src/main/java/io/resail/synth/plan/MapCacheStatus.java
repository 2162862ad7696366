package io.resail.synth.plan;

/// How often what was read from a label map served again.
///
/// @param hits pictures whose map was known
/// @param misses pictures whose map had to be read
/// @param maps kept now
/// @param bytes of native memory they take
public record MapCacheStatus(long hits, long misses, int maps, long bytes) {}
