/// The index over gRPC: decode, call, encode.
///
/// Enter by [io.resail.index.server.IndexServer]. Uses `wire` and any
/// [io.resail.retrieval.Retriever] with its [io.resail.retrieval.UnitStore].
@NullMarked
package io.resail.index.server;

import org.jspecify.annotations.NullMarked;
