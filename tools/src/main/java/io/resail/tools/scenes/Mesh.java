package io.resail.tools.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All triangles of a scene, and the objects they belong to. Grows while a scene is built; one
/// thread.
final class Mesh {
  /// One object: what its pixels are called.
  ///
  /// @param label its class
  /// @param thing whether its pixels carry an instance number
  record Item(int label, boolean thing) {}

  /// Nine numbers a vertex: place, normal, place on the object.
  static final int STRIDE = 9;

  private float[] vertices = new float[STRIDE * 4096];
  private int vertexCount;
  private int[] corners = new int[3 * 8192];
  private int[] owners = new int[8192];
  private int[] looks = new int[8192];
  private int triangleCount;
  private final List<Item> items = new ArrayList<>();
  private final List<Material> materials = new ArrayList<>();

  int addItem(int label, boolean thing) {
    items.add(new Item(label, thing));
    return items.size() - 1;
  }

  int addMaterial(Material material) {
    materials.add(material);
    return materials.size() - 1;
  }

  int addVertex(Vec at, Vec normal, Vec local) {
    int i = vertexCount * STRIDE;
    if (i == vertices.length) {
      vertices = Arrays.copyOf(vertices, 2 * i);
    }
    vertices[i] = (float) at.x();
    vertices[i + 1] = (float) at.y();
    vertices[i + 2] = (float) at.z();
    vertices[i + 3] = (float) normal.x();
    vertices[i + 4] = (float) normal.y();
    vertices[i + 5] = (float) normal.z();
    vertices[i + 6] = (float) local.x();
    vertices[i + 7] = (float) local.y();
    vertices[i + 8] = (float) local.z();
    return vertexCount++;
  }

  void addTriangle(int a, int b, int c, int item, int material) {
    if (triangleCount == owners.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
      owners = Arrays.copyOf(owners, 2 * owners.length);
      looks = Arrays.copyOf(looks, 2 * looks.length);
    }
    corners[3 * triangleCount] = a;
    corners[3 * triangleCount + 1] = b;
    corners[3 * triangleCount + 2] = c;
    owners[triangleCount] = item;
    looks[triangleCount] = material;
    triangleCount++;
  }

  int vertexCount() {
    return vertexCount;
  }

  int triangleCount() {
    return triangleCount;
  }

  int corner(int triangle, int which) {
    return corners[3 * triangle + which];
  }

  /// Part 0 to 8 of a vertex.
  float part(int vertex, int which) {
    return vertices[vertex * STRIDE + which];
  }

  int owner(int triangle) {
    return owners[triangle];
  }

  Material material(int triangle) {
    return materials.get(looks[triangle]);
  }

  Item item(int index) {
    return items.get(index);
  }

  int itemCount() {
    return items.size();
  }
}
