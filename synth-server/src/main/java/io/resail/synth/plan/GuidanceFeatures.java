package io.resail.synth.plan;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/// Features that a norm makes of the guidance before it reads gamma and beta from them.
sealed interface GuidanceFeatures permits StyledFeatures, SpadedFeatures {
  /// What they need of the map.
  ///
  /// @param before of the map that the reading's change is against
  Told told(Reading reading, Optional<Told> before);

  /// @param pixels guidance, (1, H, W, 3); stays as it is
  /// @param told what the whole norm is told, its own rows first
  /// @return (1, H, W, h), on the manager of `pixels`
  NDArray of(NDArray pixels, Grid grid, Told told);
}
