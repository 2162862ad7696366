/// The question and the answer of the painter.
///
/// Enter by [io.resail.synthesis.Synthesizer]: it has an embedded and a remote form that behave
/// alike.
/// Uses `fault`, `raster` and `retrieval`.
@NullMarked
package io.resail.synthesis;

import org.jspecify.annotations.NullMarked;
