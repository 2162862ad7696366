/// The same pictures as `network` paints, without computing what need not be computed.
///
/// Enter by [io.resail.synth.plan.PaintPlan]. What depends on the label map alone is computed once
/// per distinct neighbourhood of pixels and kept for the next picture of the same map; weights are
/// folded, stacked and laid out once, when a model is loaded. The dense network stays beside it, as
/// the reference of every test. Evaluation only. Uses `fault`, `network`, the PyTorch engine of DJL
/// and the Vector API.
@NullMarked
package io.resail.synth.plan;

import org.jspecify.annotations.NullMarked;
