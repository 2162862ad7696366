package io.resail.retrieval;

/// What a whole retrieval saw and cost.
///
/// @param segments how many were answered
/// @param generation the commit of the index that all answers saw
/// @param effort all segments together
public record RetrievalSummary(int segments, long generation, Effort effort) {}
