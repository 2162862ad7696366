/// The networks of the paper and its relatives: functions over arrays and named weights.
///
/// Enter by [io.resail.synth.network.Generator], which paints from a label map and guidance;
/// [io.resail.synth.network.NetworkSettings] says which generator it is,
/// [io.resail.synth.network.Blueprint] which arrays it needs and how they start,
/// [io.resail.synth.network.Parameters] holds them. The same functions evaluate and train: in
/// training mode they update running statistics and spectral vectors and let gradients through.
/// Uses `fault`, `weights` and the PyTorch engine of DJL.
@NullMarked
package io.resail.synth.network;

import org.jspecify.annotations.NullMarked;
