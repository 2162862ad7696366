/// Streets that nobody photographed: a seed becomes an image, its label map and its instances.
///
/// A scene is planned as a small world of triangles in metres, seen by one camera, lit by one sky.
/// The label of a pixel is the object behind its centre, so borders are exact.
///
/// Enter by [io.resail.tools.scenes.StreetScenes]. Uses `raster` only.
@NullMarked
package io.resail.tools.scenes;

import org.jspecify.annotations.NullMarked;
