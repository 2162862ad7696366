package io.resail.synthesis;

import java.time.Duration;

/// How long each stage of a request took, its variants together.
///
/// @param retrieve cutting the map and searching
/// @param fetch reading the matched units' pixels
/// @param assemble composing the guidance
/// @param queue waiting for the device
/// @param paint running the generator
/// @param total from acceptance to the last image
public record Timings(
    Duration retrieve,
    Duration fetch,
    Duration assemble,
    Duration queue,
    Duration paint,
    Duration total) {}
