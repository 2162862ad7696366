package io.resail.tools.dataset;

/// How much of a data set a label value covers.
///
/// @param label the value
/// @param name its class's name, `ignored` for an ignored value that is no class
/// @param pixels pixels of it in all label maps
/// @param images label maps that have it
public record ClassCount(int label, String name, long pixels, int images) {}
