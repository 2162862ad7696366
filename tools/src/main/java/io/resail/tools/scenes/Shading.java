package io.resail.tools.scenes;

import java.util.List;

/// The light that comes from a surface to the eye: sun, sky, lamps, reflection and haze. One
/// thread.
final class Shading {
  /// A lamp that lights what is about it.
  ///
  /// @param at where it hangs
  /// @param tint its light at one metre
  record Lamp(Vec at, Tint tint) {}

  private final Mesh mesh;
  private final Light light;
  private final Sky sky;
  private final Shadows shadows;
  private final Openness openness;
  private final List<Lamp> lamps;
  private final Hit hit = new Hit();
  private final Look look = new Look();
  private final double[] air = new double[3];

  Shading(Mesh mesh, Light light, Sky sky, Shadows shadows, Openness openness, List<Lamp> lamps) {
    this.mesh = mesh;
    this.light = light;
    this.sky = sky;
    this.shadows = shadows;
    this.openness = openness;
    this.lamps = lamps;
  }

  /// The direction of sight through a point of a view's grid, into `hit`.
  private void aim(View view, double px, double py) {
    double u = (px - view.centreX()) / view.scale();
    double v = (py - view.centreY()) / view.scale();
    Vec a = view.ahead();
    Vec r = view.right();
    Vec d = view.down();
    double x = a.x() + u * r.x() + v * d.x();
    double y = a.y() + u * r.y() + v * d.y();
    double z = a.z() + u * r.z() + v * d.z();
    double k = 1 / Math.sqrt(x * x + y * y + z * z);
    hit.vx = x * k;
    hit.vy = view.mirrored() ? -y * k : y * k;
    hit.vz = z * k;
  }

  /// The sky behind a point of a view's grid.
  void sky(View view, double px, double py, double[] out) {
    aim(view, px, py);
    sky.show(hit.vx, hit.vy, hit.vz, out);
    double veil = 0.8 * Curve.clamp01(light.haze() * 25) * Curve.decay(Math.max(0, hit.vy) * 5);
    sky.haze(hit.vx, 0, hit.vz, air);
    for (int i = 0; i < 3; i++) {
      out[i] = Curve.mix(out[i], air[i], veil);
    }
  }

  /// What a triangle shows at a point of a view's grid.
  ///
  /// @param chance a random number of 0 to 1, new for every point
  /// @param puddle what level ground mirrors, if it is wet
  void show(
      View view, int triangle, double px, double py, double chance, Puddle puddle, double[] out) {
    aim(view, px, py);
    meet(view, triangle);
    look.clear();
    mesh.material(triangle).show(hit, look);
    double wet = light.wet() * look.soak;
    if (wet > 0) {
      look.scale(1 - 0.45 * wet);
      look.mirror = Math.max(look.mirror, 0.03 * wet);
    }
    double open = openness.at(hit, Curve.within(chance * 7));
    illuminate(open, chance, out);
    reflect(open, out);
    if (wet > 0 && hit.ny > 0.8) {
      puddle.add(hit, px / view.scale(), py / view.scale(), wet, out);
    }
    for (int i = 0; i < 3; i++) {
      out[i] += i == 0 ? look.glowR : i == 1 ? look.glowG : look.glowB;
    }
    haze(out);
  }

  private void illuminate(double open, double chance, double[] out) {
    Vec s = light.toSun();
    double facing = hit.nx * s.x() + hit.ny * s.y() + hit.nz * s.z();
    double direct = Math.max(0, facing) + look.through * Math.max(0, 0.45 - 0.55 * facing);
    double lit = 0;
    if (direct > 0) {
      lit =
          shadows.sunlight(
              hit.x + hit.nx * 0.04, hit.y + hit.ny * 0.04, hit.z + hit.nz * 0.04, chance);
      direct *= lit;
    }
    double up = 0.5 + 0.5 * hit.ny;
    // The half of the sky about the sun is the brighter one.
    double fair = 1 + 0.3 * (hit.nx * s.x() + hit.nz * s.z());
    double skyShare = up * open * fair;
    double groundShare = (1 - up) * (0.35 + 0.65 * open) + 0.1 * (1 - open);
    Tint sun = light.sun();
    Tint a = light.above();
    Tint g = light.below();
    double r = sun.r() * direct + a.r() * skyShare + g.r() * groundShare;
    double gr = sun.g() * direct + a.g() * skyShare + g.g() * groundShare;
    double b = sun.b() * direct + a.b() * skyShare + g.b() * groundShare;
    for (int i = 0; i < lamps.size(); i++) {
      Lamp lamp = lamps.get(i);
      double dx = lamp.at().x() - hit.x;
      double dy = lamp.at().y() - hit.y;
      double dz = lamp.at().z() - hit.z;
      double d2 = dx * dx + dy * dy + dz * dz + 0.3;
      double cos = (dx * hit.nx + dy * hit.ny + dz * hit.nz) / Math.sqrt(d2);
      double k = Math.max(0, 0.25 + 0.75 * cos) / d2;
      r += lamp.tint().r() * k;
      gr += lamp.tint().g() * k;
      b += lamp.tint().b() * k;
    }
    out[0] = look.r * r;
    out[1] = look.g * gr;
    out[2] = look.b * b;
    if (look.highlight > 0 && lit > 0) {
      double vn = 2 * (hit.vx * hit.nx + hit.vy * hit.ny + hit.vz * hit.nz);
      double gleam =
          (hit.vx - vn * hit.nx) * s.x()
              + (hit.vy - vn * hit.ny) * s.y()
              + (hit.vz - vn * hit.nz) * s.z();
      double k = look.highlight * lit * Curve.sharp(Math.max(0, gleam), look.sharpness);
      out[0] += sun.r() * k;
      out[1] += sun.g() * k;
      out[2] += sun.b() * k;
    }
  }

  private void reflect(double open, double[] out) {
    if (look.mirror <= 0) {
      return;
    }
    double vn = hit.vx * hit.nx + hit.vy * hit.ny + hit.vz * hit.nz;
    double rx = hit.vx - 2 * vn * hit.nx;
    double ry = hit.vy - 2 * vn * hit.ny;
    double rz = hit.vz - 2 * vn * hit.nz;
    double grazing = Curve.clamp01(1 + vn);
    double fresnel = grazing * grazing;
    fresnel = fresnel * fresnel * grazing;
    double k = look.mirror + (1 - look.mirror) * fresnel * Math.min(1, look.mirror * 8);
    sky.air(rx, Math.max(0, ry), rz, air);
    // Houses and trees stand about; only what rises above them mirrors the sky.
    double clear = Curve.step(-0.05, 0.42, ry) * (0.3 + 0.7 * open);
    double ground = Curve.step(0.1, -0.3, ry);
    Tint g = light.below();
    Tint a = light.above();
    double dim = 0.16 * (1 - ground);
    double low = 0.3 * ground;
    out[0] = out[0] * (1 - k) + k * Curve.mix(a.r() * dim + g.r() * low, air[0], clear);
    out[1] = out[1] * (1 - k) + k * Curve.mix(a.g() * dim + g.g() * low, air[1], clear);
    out[2] = out[2] * (1 - k) + k * Curve.mix(a.b() * dim + g.b() * low, air[2], clear);
  }

  private void haze(double[] out) {
    double clear = Curve.decay(light.haze() * hit.distance);
    sky.haze(hit.vx, Math.max(0, hit.vy) * 0.5, hit.vz, air);
    for (int i = 0; i < 3; i++) {
      out[i] = air[i] + (out[i] - air[i]) * clear;
    }
  }

  /// Finds where the line of sight meets the triangle's plane, and what lies there.
  private void meet(View view, int triangle) {
    int i = mesh.corner(triangle, 0);
    int j = mesh.corner(triangle, 1);
    int k = mesh.corner(triangle, 2);
    double ax = mesh.part(i, 0);
    double ay = mesh.part(i, 1);
    double az = mesh.part(i, 2);
    double e1x = mesh.part(j, 0) - ax;
    double e1y = mesh.part(j, 1) - ay;
    double e1z = mesh.part(j, 2) - az;
    double e2x = mesh.part(k, 0) - ax;
    double e2y = mesh.part(k, 1) - ay;
    double e2z = mesh.part(k, 2) - az;
    double px = hit.vy * e2z - hit.vz * e2y;
    double py = hit.vz * e2x - hit.vx * e2z;
    double pz = hit.vx * e2y - hit.vy * e2x;
    double det = e1x * px + e1y * py + e1z * pz;
    double inverse = Math.abs(det) < 1e-12 ? 0 : 1 / det;
    double tx = view.eye().x() - ax;
    double ty = view.eyeY() - ay;
    double tz = view.eye().z() - az;
    double u = (tx * px + ty * py + tz * pz) * inverse;
    double qx = ty * e1z - tz * e1y;
    double qy = tz * e1x - tx * e1z;
    double qz = tx * e1y - ty * e1x;
    double v = (hit.vx * qx + hit.vy * qy + hit.vz * qz) * inverse;
    u = Curve.clamp01(u);
    v = Curve.clamp(v, 0, 1 - u);
    double w = 1 - u - v;
    hit.x = ax + u * e1x + v * e2x;
    hit.y = ay + u * e1y + v * e2y;
    hit.z = az + u * e1z + v * e2z;
    double nx = w * mesh.part(i, 3) + u * mesh.part(j, 3) + v * mesh.part(k, 3);
    double ny = w * mesh.part(i, 4) + u * mesh.part(j, 4) + v * mesh.part(k, 4);
    double nz = w * mesh.part(i, 5) + u * mesh.part(j, 5) + v * mesh.part(k, 5);
    double length = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
    hit.nx = nx * length;
    hit.ny = ny * length;
    hit.nz = nz * length;
    hit.a = w * mesh.part(i, 6) + u * mesh.part(j, 6) + v * mesh.part(k, 6);
    hit.b = w * mesh.part(i, 7) + u * mesh.part(j, 7) + v * mesh.part(k, 7);
    hit.c = w * mesh.part(i, 8) + u * mesh.part(j, 8) + v * mesh.part(k, 8);
    double dx = hit.x - view.eye().x();
    double dy = hit.y - view.eyeY();
    double dz = hit.z - view.eye().z();
    hit.distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double slant = Math.abs(hit.vx * hit.nx + hit.vy * hit.ny + hit.vz * hit.nz);
    // Between the footprint across and the longer one along the line of sight.
    hit.grain = hit.distance / view.scale() / Math.sqrt(Math.max(0.04, slant));
  }
}
