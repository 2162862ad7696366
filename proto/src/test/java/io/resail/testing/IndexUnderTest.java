package io.resail.testing;

import io.resail.retrieval.Retriever;
import io.resail.retrieval.UnitStore;

/// The two faces of one index, embedded or remote, and what ends it.
public record IndexUnderTest(Retriever retriever, UnitStore store, AutoCloseable closing) {}
