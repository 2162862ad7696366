package io.resail.synth.network;

import java.util.random.RandomGenerator;

/// How the weights of convolutions and linear maps start (spec 6.6). Inputs and outputs count
/// kernel positions.
public enum Initialization {
  /// Normal, of deviation `0.02 * sqrt(2 / (inputs + outputs))`, as the paper does. Signals fall to
  /// a few hundredths in each layer; what passes several layers that nothing normalises, as
  /// guidance does in a norm, is heard only after a long training.
  XAVIER {
    @Override
    double deviation(double inputs, double outputs) {
      return 0.02 * Math.sqrt(2 / (inputs + outputs));
    }
  },
  /// Normal, of deviation 0.02.
  NORMAL {
    @Override
    double deviation(double inputs, double outputs) {
      return 0.02;
    }
  },
  /// Uniform, of deviation `sqrt(2 / (inputs + outputs))`.
  XAVIER_UNIFORM {
    @Override
    double deviation(double inputs, double outputs) {
      return Math.sqrt(2 / (inputs + outputs));
    }

    @Override
    double draw(RandomGenerator random) {
      return Math.sqrt(3) * (2 * random.nextDouble() - 1);
    }
  },
  /// Normal, of deviation `sqrt(2 / inputs)`: signals keep their size from one rectified layer to
  /// the next.
  KAIMING {
    @Override
    double deviation(double inputs, double outputs) {
      return Math.sqrt(2 / inputs);
    }
  };

  abstract double deviation(double inputs, double outputs);

  /// A number of mean 0 and deviation 1.
  double draw(RandomGenerator random) {
    return random.nextGaussian();
  }

  /// Fills a weight of so many inputs and outputs.
  final void fill(float[] values, double inputs, double outputs, RandomGenerator random) {
    double deviation = deviation(inputs, outputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (draw(random) * deviation);
    }
  }
}
