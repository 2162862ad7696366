package io.resail.tools.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibilityTest {
  private static final int SIDE = 40;

  private final Mesh mesh = new Mesh();
  private final View view = View.camera(new Vec(0, 1, 0), 0, 0, 1, SIDE, SIDE);

  private Chisel item() {
    return Chisel.forItem(mesh, Classes.BUILDING, false).in(Material.plain(Tint.BLACK));
  }

  private Visibility look(boolean... hidden) {
    return Visibility.of(mesh, view, SIDE, SIDE, hidden);
  }

  @Test
  void leavesNoGapBetweenNeighbours() {
    // A screen of many slanted pieces that fills the whole view.
    Chisel screen = item();
    for (int i = -9; i < 9; i++) {
      for (int j = -9; j < 9; j++) {
        screen.quad(
            new Vec(i + 0.1 * j, j, 9), new Vec(i + 0.1 * j + 0.1, j + 1, 9),
            new Vec(i + 0.1 * j + 1.1, j + 1, 9), new Vec(i + 0.1 * j + 1, j, 9));
      }
    }

    Visibility seen = look(false);

    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(seen.triangle(x, y)).isNotEqualTo(Visibility.NOTHING);
      }
    }
  }

  @Test
  void showsTheNearerOfTwoInWhateverOrderTheyCome() {
    // At 4 metres it reaches 1.65 / 4 to each side; the corner pixel looks 19.5 / 40 aside.
    double r = 1.65;
    item()
        .quad(
            new Vec(-r, 1 - r, 4),
            new Vec(-r, 1 + r, 4),
            new Vec(r, 1 + r, 4),
            new Vec(r, 1 - r, 4));
    item().quad(new Vec(-30, -20, 8), new Vec(-30, 40, 8), new Vec(30, 40, 8), new Vec(30, -20, 8));
    double s = 0.2;
    item()
        .quad(
            new Vec(-s, 1 - s, 2),
            new Vec(-s, 1 + s, 2),
            new Vec(s, 1 + s, 2),
            new Vec(s, 1 - s, 2));

    Visibility seen = look(false, false, false);

    assertThat(mesh.owner(seen.triangle(20, 20))).isEqualTo(2);
    assertThat(mesh.owner(seen.triangle(20, 6))).isZero();
    assertThat(mesh.owner(seen.triangle(0, 0))).isEqualTo(1);
  }

  @Test
  void seesThroughWhatIsHidden() {
    item().quad(new Vec(-3, -2, 4), new Vec(-3, 4, 4), new Vec(3, 4, 4), new Vec(3, -2, 4));

    assertThat(look(true).triangle(20, 20)).isEqualTo(Visibility.NOTHING);
    assertThat(look(false).triangle(20, 20)).isNotEqualTo(Visibility.NOTHING);
  }

  @Test
  void cutsGroundThatReachesBehindTheLens() {
    item().floor(-50, -50, 50, 500, 0);

    Visibility seen = look(false);

    for (int x = 0; x < SIDE; x++) {
      assertThat(seen.triangle(x, 19)).isEqualTo(Visibility.NOTHING);
      assertThat(seen.triangle(x, SIDE - 1)).isNotEqualTo(Visibility.NOTHING);
      // The last row looks down by 19.5 samples in 40: one metre down is 40 / 19.5 metres away.
      assertThat(1 / seen.nearness(x, SIDE - 1)).isBetween(2.05f, 2.053f);
    }
  }
}
