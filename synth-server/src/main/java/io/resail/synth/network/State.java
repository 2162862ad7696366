package io.resail.synth.network;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/// The parameters of one network seen from one place in its tree of names, for one kind of pass.
public final class State {
  private final Parameters parameters;
  private final String prefix;
  private final boolean training;
  private final Arithmetic arithmetic;

  State(Parameters parameters, String prefix, boolean training) {
    this(parameters, prefix, training, Arithmetic.FLOAT32);
  }

  private State(Parameters parameters, String prefix, boolean training, Arithmetic arithmetic) {
    this.parameters = parameters;
    this.prefix = prefix;
    this.training = training;
    this.arithmetic = arithmetic;
  }

  /// The same for passes that convolve in these numbers.
  public State convolving(Arithmetic numbers) {
    return new State(parameters, prefix, training, numbers);
  }

  /// The part below `name`: `under("head_0").array("conv_0.bias")` is the array
  /// `head_0.conv_0.bias`.
  public State under(String name) {
    return new State(parameters, prefix + name + ".", training, arithmetic);
  }

  /// The array of this name.
  ///
  /// @throws io.resail.fault.FaultException if the weights lack it
  public NDArray array(String name) {
    return parameters.array(prefix + name);
  }

  /// The array of this name, if the weights have it.
  public Optional<NDArray> find(String name) {
    return Optional.ofNullable(parameters.arrays().get(prefix + name));
  }

  /// Where in the tree it is, such as `head_0.norm_0.`.
  String place() {
    return prefix;
  }

  /// In which numbers its layers convolve.
  Arithmetic arithmetic() {
    return arithmetic;
  }

  /// Whether a pass updates running statistics and spectral vectors.
  public boolean training() {
    return training;
  }
}
