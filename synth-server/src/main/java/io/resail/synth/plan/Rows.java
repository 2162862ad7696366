package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;

/// Gamma, which includes the 1, and beta of every pixel: those of one row of a table.
///
/// @param table (any, 2c), float32
/// @param at row of each pixel; not to be changed
record Rows(NDArray table, int[] at) {}
