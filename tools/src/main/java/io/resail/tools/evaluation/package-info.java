/// How good painted images are: against the photographs, against the label maps, against each
/// other.
///
/// Enter by [io.resail.tools.evaluation.Evaluation]. Uses `sampling`, `training` for the
/// segmentation network, and the generator.
@NullMarked
package io.resail.tools.evaluation;

import org.jspecify.annotations.NullMarked;
