package io.resail.tools.benchmark;

import java.util.SplittableRandom;

/// Procedural shapes of the kinds that streets and photographs are full of, in a unit square.
enum ShapeKind {
  /// From the side: a body, a cabin and two wheels.
  CAR(2.1) {
    @Override
    Outline draw(SplittableRandom random) {
      double deck = between(random, 0.35, 0.55);
      double front = between(random, 0.05, 0.35);
      double back = between(random, 0.65, 0.98);
      double lean = between(random, 0.03, 0.13);
      double wheel = between(random, 0.08, 0.14);
      double gap = between(random, 0.12, 0.25);
      return Outline.empty()
          .with(0, deck, 0.04, deck - 0.04, 0.96, deck - 0.04, 1, deck, 1, 0.88, 0, 0.88)
          .with(front, deck, front + lean, 0, back - lean, 0, back, deck)
          .withEllipse(gap, 1 - wheel, wheel, wheel)
          .withEllipse(1 - gap, 1 - wheel, wheel, wheel);
    }
  },
  /// Head, trunk, arms and legs in a walking or standing pose.
  PERSON(0.45) {
    @Override
    Outline draw(SplittableRandom random) {
      double head = between(random, 0.08, 0.12);
      double shoulder = between(random, 0.16, 0.32);
      double hip = between(random, 0.12, 0.26);
      double step = between(random, 0, 0.35);
      double reach = between(random, 0.02, 0.4);
      double waist = between(random, 0.45, 0.55);
      double leg = between(random, 0.05, 0.1);
      double top = 2 * head;
      return Outline.empty()
          .withEllipse(0.5, head, head, head)
          .with(0.5 - shoulder, top, 0.5 + shoulder, top, 0.5 + hip, waist, 0.5 - hip, waist)
          .with(0.5 - hip, waist, 0.5, waist, 0.5 - step + leg, 1, 0.5 - step - leg, 1)
          .with(0.5, waist, 0.5 + hip, waist, 0.5 + step + leg, 1, 0.5 + step - leg, 1)
          .with(
              0.5 - shoulder,
              top,
              0.5 - shoulder + 0.08,
              top + 0.05,
              0.5 - reach,
              waist + 0.05,
              0.5 - reach - 0.06,
              waist)
          .with(
              0.5 + shoulder,
              top,
              0.5 + shoulder - 0.08,
              top + 0.05,
              0.5 + reach,
              waist + 0.05,
              0.5 + reach + 0.06,
              waist);
    }
  },
  /// A trunk below a crown of many leaves.
  TREE(0.8) {
    @Override
    Outline draw(SplittableRandom random) {
      double trunk = between(random, 0.02, 0.09);
      Outline tree = Outline.empty().withBox(0.5 - trunk, 0.5, 0.5 + trunk, 1);
      double wide = between(random, 0.2, 0.42);
      double high = between(random, 0.2, 0.36);
      int leaves = random.nextInt(5, 12);
      for (int i = 0; i < leaves; i++) {
        double turn = between(random, 0, 2 * Math.PI);
        double far = Math.sqrt(random.nextDouble());
        tree =
            tree.withEllipse(
                0.5 + far * wide * Math.cos(turn),
                0.38 + far * high * Math.sin(turn),
                between(random, 0.08, 0.22),
                between(random, 0.08, 0.2));
      }
      return tree;
    }
  },
  /// A rim around a middle, uneven in the low frequencies.
  BLOB(1.1) {
    @Override
    Outline draw(SplittableRandom random) {
      int harmonics = random.nextInt(3, 8);
      double[] depth = new double[harmonics];
      double[] turn = new double[harmonics];
      for (int h = 0; h < harmonics; h++) {
        depth[h] = between(random, 0, 0.5) / (h + 1.5);
        turn[h] = between(random, 0, 2 * Math.PI);
      }
      int corners = 40;
      double[] rim = new double[2 * corners];
      for (int i = 0; i < corners; i++) {
        double angle = 2 * Math.PI * i / corners;
        double radius = 0.45;
        for (int h = 0; h < harmonics; h++) {
          radius += 0.3 * depth[h] * Math.sin((h + 1) * angle + turn[h]);
        }
        rim[2 * i] = 0.5 + Math.max(0.03, radius) * Math.cos(angle);
        rim[2 * i + 1] = 0.5 + Math.max(0.03, radius) * Math.sin(angle);
      }
      return Outline.empty().with(rim);
    }
  },
  /// Road, pavement or sky: side to side, with uneven edges and now and then a wedge.
  BAND(2.6) {
    @Override
    Outline draw(SplittableRandom random) {
      int corners = 12;
      double[] rim = new double[4 * corners];
      double wedge = between(random, -0.4, 0.4);
      double thick = between(random, 0.15, 0.45);
      double rough = random.nextInt(3) == 0 ? between(random, 0.05, 0.3) : 0.03;
      for (int i = 0; i < corners; i++) {
        double x = i / (corners - 1.0);
        double half = Math.max(0.02, thick * (1 + wedge * (2 * x - 1)));
        rim[2 * i] = x;
        rim[2 * i + 1] = 0.5 - half + between(random, -rough, rough);
        rim[4 * corners - 2 * i - 2] = x;
        rim[4 * corners - 2 * i - 1] = 0.5 + half + between(random, -rough, rough);
      }
      return Outline.empty().with(rim);
    }
  },
  /// A row of fronts of several heights, some with gables.
  BUILDING(1.2) {
    @Override
    Outline draw(SplittableRandom random) {
      int parts = random.nextInt(1, 6);
      Outline row = Outline.empty();
      for (int i = 0; i < parts; i++) {
        double left = (double) i / parts;
        double right = (i + 1.02) / parts;
        double roof = between(random, 0.1, 0.7);
        row = row.withBox(left, roof, right, 1);
        if (random.nextInt(3) == 0) {
          row = row.with(left, roof, (left + right) / 2, roof - 0.2, right, roof);
        }
      }
      return row;
    }
  };

  private final double aspect;

  ShapeKind(double aspect) {
    this.aspect = aspect;
  }

  /// How many times wider than high such things are.
  double aspect() {
    return aspect;
  }

  abstract Outline draw(SplittableRandom random);

  static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
