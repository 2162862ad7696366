/// How good painted images are: against the photographs, against the label maps, against each
/// other.
///
/// Enter by [io.resail.tools.evaluation.Evaluation], which gives an
/// [io.resail.tools.evaluation.EvaluationReport]. Uses `sampling`, `training`, `gallery` and
/// `synth.network`.
@NullMarked
package io.resail.tools.evaluation;

import org.jspecify.annotations.NullMarked;
