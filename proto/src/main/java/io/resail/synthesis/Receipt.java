package io.resail.synthesis;

import java.util.List;

/// What must be the same for the same bytes to come out again on the same device.
///
/// @param requestId the request
/// @param model its model by name
/// @param weightsHash SHA-256 of the weights, hexadecimal; empty if nothing was painted
/// @param catalogFingerprint the catalogue
/// @param indexGeneration the commit of the index; -1 if it was not asked
/// @param variants the choice behind each image
/// @param device where it was painted, such as `cpu` or `gpu0`
/// @param software the engine and its version
public record Receipt(
    String requestId,
    String model,
    String weightsHash,
    String catalogFingerprint,
    long indexGeneration,
    List<Choice> variants,
    String device,
    String software) {
  public Receipt {
    variants = List.copyOf(variants);
  }
}
