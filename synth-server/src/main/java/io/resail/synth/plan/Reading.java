package io.resail.synth.plan;

import ai.djl.ndarray.NDManager;
import io.resail.synth.label.LabelChange;
import io.resail.synth.label.LabelGrid;
import java.util.Optional;

/// A map at one resolution, about to be read.
///
/// @param manager of what is read
/// @param change against a map that was read before, if there is one like it
record Reading(LabelGrid map, NDManager manager, Optional<LabelChange> change) {}
