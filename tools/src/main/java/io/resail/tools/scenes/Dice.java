package io.resail.tools.scenes;

/// A seeded source of chance, the same on every machine. One thread.
///
/// SplitMix64 (Steele, Lea, Flood 2014), written out so that no library release can change a scene.
final class Dice {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /// Another stream, fixed by this stream's next number and `tag`.
  Dice fork(int tag) {
    return new Dice(next() ^ mix(tag * GOLDEN));
  }

  private long next() {
    state += GOLDEN;
    return mix(state);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  /// Any 31 bits, to seed a texture.
  int bits() {
    return (int) (next() >>> 33);
  }

  /// At least 0, below 1.
  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /// A whole number of 0 to `bound - 1`.
  int below(int bound) {
    return (int) (unit() * bound);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /// 1 or -1.
  double sign() {
    return chance(0.5) ? 1 : -1;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  /// An index, each as likely as its weight says.
  int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = unit() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }
}
