/// The question and the answer of the index.
///
/// Enter by [io.resail.retrieval.Retriever]: it has an embedded and a remote form that behave
/// alike.
/// Uses `fault` and `raster`.
@NullMarked
package io.resail.retrieval;

import org.jspecify.annotations.NullMarked;
