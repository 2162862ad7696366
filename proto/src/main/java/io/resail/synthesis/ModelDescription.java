package io.resail.synthesis;

/// A model that can be asked for.
///
/// @param name how requests name it
/// @param normalization the norm of its generator, such as `RESAIL`
/// @param size its own output size
/// @param stride both sides of an output must be multiples of this
/// @param channels label channels
/// @param catalogFingerprint the catalogue it was made for
/// @param weightsHash SHA-256 of its weights, hexadecimal
/// @param guidance the rule by which its guidance is composed, such as `fitted`
/// @param light where its pictures have the mean of their colours from: `own` or `guidance`
/// @param trained false for freshly initialised weights, whose pictures mean nothing
public record ModelDescription(
    String name,
    String normalization,
    OutputSize size,
    int stride,
    int channels,
    String catalogFingerprint,
    String weightsHash,
    String guidance,
    String light,
    boolean trained) {}
