/// How good painted images are: against the photographs, against the label maps, against each
/// other.
///
/// Enter by [io.resail.tools.evaluation.SegmentationScores], [io.resail.tools.evaluation.Frechet],
/// [io.resail.tools.evaluation.Diversity] and [io.resail.tools.evaluation.LeakCheck].
@NullMarked
package io.resail.tools.evaluation;

import org.jspecify.annotations.NullMarked;
